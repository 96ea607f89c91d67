"""
ONNX models whose preparation is in Python: the tokeniser of the old agency and the exported model behind it. All others run in the Node host, whose
settings these are: the CPU alone, one thread unless told otherwise, one operator after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..onnx_labels import labels_by_output, labels_of, with_labels
from ..protocol import Port, Request, Signature, Warning
from ..runtime import Runtime
from ..tensors import Array, Tensor

#: onnxruntime's names of types by core's.
TYPES = {
    "tensor(float16)": "float16",
    "tensor(float)": "float32",
    "tensor(double)": "float64",
    "tensor(bool)": "bool",
    "tensor(string)": "utf8",
    **{f"tensor({sign}int{bits})": f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)},
}


def load_onnx(request: Request) -> Runtime:
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = request.threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    try:
        model = onnx.load(request.path, load_external_data=False)
        # From the path unless the graph was changed: weights kept in files of their own are found only from the path.
        source = model.SerializeToString() if without_zip_maps(model) else request.path
        session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"{request.shown} cannot be loaded as ONNX: {str(error).replace(request.path, request.shown)}",
            "Check that the file is complete (compare its sha256 with the sender's), and that its opset is known to this version of onnxruntime.",
        ) from error
    return OnnxRuntime(session, model, request)


class OnnxRuntime:
    def __init__(self, session: Any, model: Any, request: Request) -> None:
        self._session = session
        self._model = model
        self._folder = str(Path(request.path).parent)
        self.runtime = f"onnxruntime {version('onnxruntime')} (cpu, Python)"
        self.threads = request.threads
        self.warnings: list[Warning] = []
        by_output = labels_by_output(model)
        outputs = [port(value, request.shown) for value in session.get_outputs() if value.type.startswith("tensor(")]
        self.signature = Signature(
            tuple(port(value, request.shown) for value in session.get_inputs()),
            tuple(with_labels(output, by_output) for output in outputs),
            labels_of(model, by_output),
        )

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        given = {
            name: tensor.data.astype(object) if tensor.data.dtype.kind in "US" else np.ascontiguousarray(tensor.data)
            for name, tensor in inputs.items()
        }
        return dict(zip(wanted, self._session.run(wanted, given)))

    def learnt(self) -> list[Array]:
        return list(arrays_of(self._model.graph, self._folder))


def port(value: Any, shown: str) -> Port:
    dtype = TYPES.get(value.type)
    if dtype is None:
        raise HostError(
            "MODEL_UNSUPPORTED",
            f'{shown}: "{value.name}" is of type {value.type}, which Recette cannot exchange.',
            "Export the model with plain tensors of 8 bits or more as inputs and outputs.",
        )
    return Port(value.name, dtype, tuple(length if isinstance(length, int) else None for length in value.shape))


def without_zip_maps(model: Any) -> bool:
    """Gives out the matrix in the place of scikit-learn's lists of maps, under the same name; whether there were any."""
    import onnx

    names = set()
    for node in model.graph.node:
        if node.op_type == "ZipMap":
            names.add(node.output[0])
            node.CopyFrom(onnx.helper.make_node("Identity", [node.input[0]], [node.output[0]]))
    for output in model.graph.output:
        if output.name in names:
            output.CopyFrom(onnx.helper.make_tensor_value_info(output.name, onnx.TensorProto.FLOAT, [None, None]))
    return bool(names)


def arrays_of(graph: Any, folder: str) -> Iterator[Array]:
    """Initializers, constants and number lists, also of the graphs inside."""
    from onnx import numpy_helper

    for tensor in graph.initializer:
        yield numpy_helper.to_array(tensor, folder)
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield numpy_helper.to_array(attribute.t, folder)
            if attribute.floats:
                yield np.asarray(attribute.floats, np.float32)
            for inner in [*attribute.graphs, *([attribute.g] if attribute.HasField("g") else [])]:
                yield from arrays_of(inner, folder)
