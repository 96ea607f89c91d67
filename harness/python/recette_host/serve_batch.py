"""One batch through a model, however the model takes several cases."""

from __future__ import annotations

import numpy as np

from .errors import HostError
from .runtime import Runtime
from .tensors import Array, Tensor


def run_batch(
    runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str], step: int | None = None
) -> dict[str, Array]:
    """
    Inputs of one axis more than the model has are those of a model without a batch axis: it gets one case after the other.
    """
    ports = runtime.signature.inputs
    if ports and all(inputs[port.name].data.ndim == len(port.shape) + 1 for port in ports):
        cases = [
            runtime.run({n: Tensor(n, t.dtype, t.data[row]) for n, t in inputs.items()}, wanted)
            for row in range(rows_of(inputs))
        ]
        return {name: np.stack([np.asarray(case[name]) for case in cases]) for name in wanted}
    return run_in_steps(runtime, inputs, wanted, step)


def run_in_steps(
    runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str], declared: int | None = None
) -> dict[str, Array]:
    """
    A model whose batch axis is fixed gets a batch in steps of that size; the last is filled up with copies of its last
    case, whose answers are dropped. `declared` is the step that the plan asks for.
    """
    lengths = {port.shape[0] for port in runtime.signature.inputs if port.shape and port.shape[0] is not None}
    rows = rows_of(inputs)
    step = declared if declared is not None else lengths.pop() if len(lengths) == 1 else None
    if step is None or step == rows:
        return runtime.run(inputs, wanted)
    answers = []
    for start in range(0, rows, step):
        part = runtime.run({n: _step(t, start, step) for n, t in inputs.items()}, wanted)
        answers.append({name: _cut(name, output, min(step, rows - start), step) for name, output in part.items()})
    return {name: np.concatenate([answer[name] for answer in answers]) for name in wanted}


def _cut(name: str, output: Array, count: int, step: int) -> Array:
    """Several steps of another length could add up to the number of cases by chance, so each is held to its own."""
    if output.ndim == 0 or output.shape[0] != step:
        raise HostError(
            "MODEL_OUTPUT_MISMATCH",
            f'output "{name}" has shape {list(output.shape)} for a batch of {step} cases: it has not one answer a case.',
            "Name another output in the plan, or re-export the model with the batch axis on every output; if the model "
            "takes one case without a batch axis, write batch: absent.",
        )
    return output[:count]


def rows_of(inputs: dict[str, Tensor]) -> int:
    return int(next(iter(inputs.values())).data.shape[0])


def _step(tensor: Tensor, start: int, step: int) -> Tensor:
    part = tensor.data[start : start + step]
    fill = np.repeat(part[-1:], step - len(part), axis=0)
    return Tensor(tensor.name, tensor.dtype, np.concatenate([part, fill]))
