"""Which case it is that an artifact cannot answer."""

from collections.abc import Callable

import numpy as np
import pytest

from recette_host.errors import HostError
from recette_host.failing_case import MOST_TRIES, answer_batch
from recette_host.protocol import Port, Signature
from recette_host.tensors import Array, Tensor


class Doubling:
    """Doubles its cases, unless `refuses` says what is wrong with them."""

    runtime = "doubling"
    warnings: list[object] = []
    signature = Signature((Port("x", "float64", (None,)),), (Port("y", "float64", (None,)),))

    def __init__(self, refuses: Callable[[Array], Exception | None]) -> None:
        self._refuses = refuses
        self.calls = 0

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        self.calls += 1
        data = inputs["x"].data
        error = self._refuses(data)
        if error is not None:
            raise error
        return {"y": data * 2}


def ask(model: Doubling, data: Array, step: int | None = None) -> dict[str, Array]:
    return answer_batch(model, {"x": Tensor("x", "float64", data)}, ["y"], step)  # type: ignore[arg-type]


def negative(data: Array) -> Exception | None:
    bad = data[data < 0]
    return ValueError(f"{bad[0]} is negative") if len(bad) else None


@pytest.mark.parametrize("rows", [1, 2, 3, 1000, 100_000])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_first_that_fails_is_found_in_few_tries(rows: int, share: float) -> None:
    place = int(share * (rows - 1))
    data = np.ones(rows)
    data[place] = -7
    data[place + 1 :: 11] = -8
    data[-1] = -7 if place == rows - 1 else 1
    model = Doubling(negative)
    with pytest.raises(HostError) as told:
        ask(model, data)
    assert told.value.row == place
    assert (told.value.code, told.value.message) == ("MODEL_FAILED", "the artifact failed: ValueError: -7.0 is negative")
    assert model.calls <= MOST_TRIES


def test_in_steps_of_a_fixed_size_too() -> None:
    data = np.ones(10)
    data[7] = -1
    with pytest.raises(HostError) as told:
        ask(Doubling(negative), data, step=4)
    assert told.value.row == 7


def test_no_case_is_blamed_for_what_all_do_or_what_comes_of_several_together() -> None:
    with pytest.raises(RuntimeError, match="always"):
        ask(Doubling(lambda data: RuntimeError("always")), np.ones(100))
    with pytest.raises(RuntimeError, match="too many"):
        ask(Doubling(lambda data: RuntimeError("too many") if len(data) > 60 else None), np.ones(100))


def test_memory_and_what_the_host_refuses_itself_are_no_case_s_fault() -> None:
    for error in (MemoryError("big"), HostError("MODEL_OUTPUT_MISMATCH", "shape", "re-export")):
        model = Doubling(lambda data, error=error: error)  # type: ignore[misc]
        with pytest.raises(type(error)):
            ask(model, np.ones(100))
        assert model.calls == 1


def test_a_host_s_own_word_on_a_case_keeps_its_code_and_hint() -> None:
    def unseen(data: Array) -> Exception | None:
        return HostError("MODEL_CATEGORY_UNSEEN", "a category", "correct it", of_a_case=True) if (data < 0).any() else None

    data = np.ones(9)
    data[4] = -1
    with pytest.raises(HostError) as told:
        ask(Doubling(unseen), data)
    assert (told.value.code, told.value.hint, told.value.row) == ("MODEL_CATEGORY_UNSEEN", "correct it", 4)
