"""Answers batch after batch until the input ends."""

from __future__ import annotations

from time import perf_counter_ns
from typing import BinaryIO

from .control import peak_memory_bytes, send
from .failing_case import answer_batch
from .runtime import Runtime
from .serve_batch import rows_of
from .tensors import Tensor, TensorReader, TensorWriter


def serve(runtime: Runtime, source: BinaryIO, sink: BinaryIO, step: int | None = None) -> None:
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
        answer = answer_batch(runtime, inputs, wanted, step)
        elapsed = perf_counter_ns() - began
        rows = rows_of(inputs)
        send({"type": "batch", "rows": rows, "elapsedNs": elapsed, "peakMemoryBytes": peak_memory_bytes()})
        writer.write([Tensor(name, dtypes[name], answer[name]) for name in wanted])
    writer.close()
