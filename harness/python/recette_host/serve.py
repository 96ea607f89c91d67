"""Answers batch after batch until the input ends."""

from __future__ import annotations

from time import perf_counter_ns
from typing import BinaryIO

import numpy as np

from .control import peak_memory_bytes, send
from .runtime import Runtime
from .tensors import Array, Tensor, TensorReader, TensorWriter


def serve(runtime: Runtime, source: BinaryIO, sink: BinaryIO) -> None:
    import pyarrow as pa

    try:
        reader = TensorReader(source)
    except pa.ArrowInvalid:
        # The parent has nothing to ask: its stream ended before it began.
        return
    writer = TensorWriter(sink)
    dtypes = {port.name: port.dtype for port in runtime.signature.outputs}
    wanted = reader.wanted if reader.wanted is not None else list(dtypes)
    for inputs in reader:
        began = perf_counter_ns()
        answer = run_in_steps(runtime, inputs, wanted)
        elapsed = perf_counter_ns() - began
        rows = rows_of(inputs)
        send({"type": "batch", "rows": rows, "elapsedNs": elapsed, "peakMemoryBytes": peak_memory_bytes()})
        writer.write([Tensor(name, dtypes[name], answer[name]) for name in wanted])
    writer.close()


def run_in_steps(runtime: Runtime, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
    """
    A model whose batch axis is fixed gets a batch in steps of that size; the last is filled up with copies of its last
    case, whose answers are dropped.
    """
    lengths = {port.shape[0] if port.shape else None for port in runtime.signature.inputs}
    rows = rows_of(inputs)
    step = lengths.pop() if len(lengths) == 1 else None
    if step is None or step == rows:
        return runtime.run(inputs, wanted)
    answers = [
        {name: output[: min(step, rows - start)] for name, output in part.items()}
        for start in range(0, rows, step)
        for part in [runtime.run({n: _step(t, start, step) for n, t in inputs.items()}, wanted)]
    ]
    return {name: np.concatenate([answer[name] for answer in answers]) for name in wanted}


def rows_of(inputs: dict[str, Tensor]) -> int:
    return int(next(iter(inputs.values())).data.shape[0])


def _step(tensor: Tensor, start: int, step: int) -> Tensor:
    part = tensor.data[start : start + step]
    fill = np.repeat(part[-1:], step - len(part), axis=0)
    return Tensor(tensor.name, tensor.dtype, np.concatenate([part, fill]))
