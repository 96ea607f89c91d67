"""Tensors to Arrow IPC streams and back: one column a tensor, one record batch a batch of cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .protocol import DTYPE, SHAPE, WANTED

Array = npt.NDArray[Any]

#: By core's names, which are Arrow's.
TYPES: dict[str, pa.DataType] = {
    "float16": pa.float16(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "uint8": pa.uint8(),
    "uint16": pa.uint16(),
    "uint32": pa.uint32(),
    "uint64": pa.uint64(),
    "bool": pa.bool_(),
    "utf8": pa.utf8(),
}


@dataclass(frozen=True)
class Tensor:
    """Texts are an array of objects. The batch axis is the first."""

    name: str
    dtype: str
    data: Array


def dtype_of(data: Array) -> str:
    """Core's name for the type of an array; TypeError for one that has none (complex, dates)."""
    if data.dtype.kind in "OUST":
        return "utf8"
    name = "bool" if data.dtype.kind == "b" else data.dtype.name
    if name not in TYPES:
        raise TypeError(f"numbers of type {name} cannot be exchanged")
    return name


class TensorReader:
    """Reads the parent's stream; opening it waits for the schema, which comes with the first batch."""

    def __init__(self, source: BinaryIO) -> None:
        self._reader = pa.ipc.open_stream(source)
        metadata = self._reader.schema.metadata or {}
        #: The outputs to send back; None = all.
        self.wanted: list[str] | None = json.loads(metadata.get(WANTED, b"null"))

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        for batch in self._reader:
            yield {f.name: _tensor(f, batch.column(i), batch.num_rows) for i, f in enumerate(batch.schema)}


def _tensor(field: pa.Field, column: pa.Array, rows: int) -> Tensor:
    shape: list[int] = json.loads(field.metadata[SHAPE])
    dtype = field.metadata[DTYPE].decode()
    elements = column.flatten() if pa.types.is_fixed_size_list(field.type) else column
    copied = dtype in ("bool", "utf8")
    data = elements.to_numpy(zero_copy_only=not copied)
    return Tensor(field.name, dtype, data.reshape(rows, *shape))


class TensorWriter:
    """Writes answers; the schema is that of the first."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None
        self._schema: pa.Schema | None = None

    def write(self, tensors: list[Tensor]) -> None:
        schema = pa.schema([_field(tensor) for tensor in tensors])
        if self._schema is None:
            self._schema = schema
            self._writer = pa.ipc.new_stream(self._sink, schema)
        elif not self._schema.equals(schema, check_metadata=True):
            raise RuntimeError(f"names, types and shapes must not change from batch to batch: {self._schema}, {schema}")
        columns = [_column(tensor, schema.field(i).type) for i, tensor in enumerate(tensors)]
        assert self._writer is not None
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
        self._sink.flush()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._sink.flush()


def _field(tensor: Tensor) -> pa.Field:
    shape = tensor.data.shape[1:]
    item = TYPES[tensor.dtype]
    metadata = {SHAPE: json.dumps(list(shape)).encode(), DTYPE: tensor.dtype.encode()}
    whole = item if len(shape) == 0 else pa.list_(pa.field("item", item, nullable=False), prod(shape))
    return pa.field(tensor.name, whole, nullable=False, metadata=metadata)


def _column(tensor: Tensor, whole: pa.DataType) -> pa.Array:
    flat = np.ascontiguousarray(tensor.data).reshape(-1)
    elements = pa.array(flat, type=TYPES[tensor.dtype])
    return pa.FixedSizeListArray.from_arrays(elements, type=whole) if tensor.data.ndim > 1 else elements
