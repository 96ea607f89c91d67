"""Which case of a batch it is that an artifact cannot answer, found by asking again about ever fewer of them."""

from __future__ import annotations

import traceback
from time import monotonic

from .errors import HostError, describe
from .runtime import Runtime
from .serve_batch import rows_of, run_batch
from .tensors import Array, Tensor

#: A batch of a million cases is halved twenty times, and each half may be tried twice.
MOST_TRIES = 48
MOST_SECONDS = 20.0


def answer_batch(runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str], step: int | None) -> dict[str, Array]:
    """As run_batch; an error that comes of a single case tells which it is, counted from the first of the batch."""
    try:
        return run_batch(runtime, inputs, wanted, step)
    except Exception as error:
        if not may_be_of_a_case(error):
            raise
        found = find_case(runtime, inputs, wanted, step, error)
        if found is None:
            raise
        row, of_case = found
        if not isinstance(of_case, HostError):
            traceback.print_exception(of_case)
        code, message, hint = describe(of_case)
        if code == "MODEL_FAILED":
            hint = (
                "Look at this case in the set: a category or value that the model never saw? Correct it, or leave the case out; "
                "if it should be answered, that is for those who made the model."
            )
        raise HostError(code, message, hint, row=row) from error


def may_be_of_a_case(error: Exception) -> bool:
    """Memory runs out by the number of cases, a package is missing for all of them; what the host itself found says so."""
    return error.of_a_case if isinstance(error, HostError) else not isinstance(error, (MemoryError, ImportError))


def find_case(
    runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str], step: int | None, error: Exception
) -> tuple[int, Exception] | None:
    """
    The first case that fails by itself. None where none does, where it takes too long, and where the last case fails as well as the
    first with none between them that is answered: then it is not the case.
    """
    begun, tries, answered = monotonic(), 0, False
    low, high = 0, rows_of(inputs)
    while high - low > 1:
        middle = (low + high) // 2
        for start, end in ((low, middle), (middle, high)):
            tries += 1
            if tries > MOST_TRIES or monotonic() - begun > MOST_SECONDS:
                return None
            failure = fails(runtime, cut(inputs, start, end), wanted, step)
            if failure is not None:
                low, high, error = start, end, failure
                break
            answered = True
        else:
            # Each half is answered by itself: it is not any one case.
            return None
    rows = rows_of(inputs)
    if not answered and rows > 1 and fails(runtime, cut(inputs, rows - 1, rows), wanted, step) is not None:
        return None
    return low, error


def fails(runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str], step: int | None) -> Exception | None:
    try:
        run_batch(runtime, inputs, wanted, step)
        return None
    except Exception as error:
        return error


def cut(inputs: dict[str, Tensor], start: int, end: int) -> dict[str, Tensor]:
    return {name: Tensor(name, tensor.dtype, tensor.data[start:end]) for name, tensor in inputs.items()}
