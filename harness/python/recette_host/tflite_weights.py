"""The numbers that a TensorFlow Lite file holds: the interpreter does not tell them from those that it computes, so the file itself is read."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .tensors import Array

#: By the number of a type in the format's schema; other types hold no numbers.
TYPES = {0: "f4", 1: "f2", 2: "i4", 3: "u1", 4: "i8", 6: "?", 7: "i2", 9: "i1", 10: "f8", 12: "u8", 15: "u4", 16: "u2"}


def stored_numbers(content: bytes) -> Iterable[Array]:
    from ai_edge_litert import schema_py_generated as schema

    model = schema.Model.GetRootAs(content, 0)
    seen: set[int] = set()
    for index in range(model.SubgraphsLength()):
        graph = model.Subgraphs(index)
        for place in range(graph.TensorsLength()):
            tensor = graph.Tensors(place)
            buffer = model.Buffers(tensor.Buffer())
            kind = TYPES.get(tensor.Type())
            if kind is None or buffer.DataLength() == 0 or tensor.Buffer() in seen:
                continue
            seen.add(tensor.Buffer())
            numbers = np.frombuffer(buffer.DataAsNumpy().tobytes(), np.dtype(kind))
            yield numbers.reshape([tensor.Shape(axis) for axis in range(tensor.ShapeLength())])
