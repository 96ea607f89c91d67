"""
TensorFlow Lite models. Quantised inputs and outputs are exchanged as the real numbers that they stand for, so that they can be compared with
those of any other model; the report is told of the grid that they are rounded to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..protocol import Port, Request, Signature, Warning
from ..runtime import Runtime
from ..signatures import choose_signature
from ..tensors import Array, Tensor, dtype_of
from ..tflite_weights import stored_numbers

Call = Callable[[dict[str, Array]], dict[str, Array]]


def load_tflite(request: Request) -> Runtime:
    from ai_edge_litert.interpreter import Interpreter

    try:
        interpreter = Interpreter(model_path=request.path, num_threads=request.threads)
        interpreter.allocate_tensors()
    except (ValueError, RuntimeError) as error:
        raise unreadable(request.shown, str(error)) from error
    return TfliteRuntime(interpreter, request)


@dataclass(frozen=True)
class Grid:
    """Of a quantised tensor: the real number is scale * (stored - zero)."""

    dtype: Any
    scale: np.float32
    zero: int

    def store(self, values: Array) -> Array:
        limits = np.iinfo(self.dtype)
        # In double precision, so that a value on the grid comes back as itself; halves as TensorFlow rounds them, away from zero.
        steps = values.astype(np.float64) / np.float64(self.scale)
        rounded = np.copysign(np.floor(np.abs(steps) + 0.5), steps) + self.zero
        return np.clip(rounded, limits.min, limits.max).astype(self.dtype)

    def read(self, stored: Array) -> Array:
        return (stored.astype(np.int32) - self.zero).astype(np.float32) * self.scale

    def describe(self, name: str) -> str:
        limits = np.iinfo(self.dtype)
        low, high = (float(self.scale) * (limit - self.zero) for limit in (limits.min, limits.max))
        return f"{name} ({np.dtype(self.dtype).name}: {low:.4g} … {high:.4g})"


class TfliteRuntime:
    def __init__(self, interpreter: Any, request: Request) -> None:
        ins, outs, self._call = by_signature(interpreter, request)
        self._inputs = {key: grid_of(detail, request.shown) for key, detail in ins.items()}
        self._outputs = {key: grid_of(detail, request.shown) for key, detail in outs.items()}
        self.runtime = f"ai-edge-litert {version('ai-edge-litert')}"
        self.threads = request.threads
        self._path = request.path
        self.signature = Signature(
            tuple(port(key, detail, self._inputs[key], request.shown) for key, detail in ins.items()),
            tuple(port(key, detail, self._outputs[key], request.shown) for key, detail in outs.items()),
        )
        grids = [grid.describe(key) for key, grid in {**self._inputs, **self._outputs}.items() if grid is not None]
        self.warnings = [Warning("quantised", {"tensors": ", ".join(grids)})] if grids else []

    def learnt(self) -> Iterable[Array]:
        return stored_numbers(Path(self._path).read_bytes())

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        given = {}
        for key, grid in self._inputs.items():
            data = inputs[key].data
            if grid is not None and not np.isfinite(data).all():
                raise HostError(
                    "MODEL_INPUT_VALUE",
                    f'input "{key}" is quantised to {np.dtype(grid.dtype).name} and cannot take a missing or infinite value.',
                    "Leave such cases out of the set, or fill the values in.",
                )
            given[key] = np.ascontiguousarray(data) if grid is None else grid.store(data)
        answer = self._call(given)
        return {key: read(answer[key], self._outputs[key]) for key in wanted}


def read(stored: Array, grid: Grid | None) -> Array:
    return stored if grid is None else grid.read(stored)


def by_signature(interpreter: Any, request: Request) -> tuple[dict[str, Any], dict[str, Any], Call]:
    """What goes in and comes out by name; files of older converters have no signature, and their tensors' names must do."""
    signatures = interpreter.get_signature_list()
    if signatures:
        runner = interpreter.get_signature_runner(choose_signature(list(signatures), request))
        return dict(sorted(runner.get_input_details().items())), dict(sorted(runner.get_output_details().items())), (
            lambda given: runner(**given)
        )
    choose_signature([], request)
    ins = {plain_name(detail): detail for detail in interpreter.get_input_details()}
    outs = {plain_name(detail): detail for detail in interpreter.get_output_details()}
    rows: int | None = None

    def call(given: dict[str, Array]) -> dict[str, Array]:
        nonlocal rows
        shapes = {key: data.shape for key, data in given.items()}
        if rows != (rows := next(iter(shapes.values()))[0]):
            for key, shape in shapes.items():
                interpreter.resize_tensor_input(ins[key]["index"], shape)
            interpreter.allocate_tensors()
        for key, data in given.items():
            interpreter.set_tensor(ins[key]["index"], data)
        interpreter.invoke()
        return {key: interpreter.get_tensor(detail["index"]) for key, detail in outs.items()}

    return ins, outs, call


def plain_name(detail: Any) -> str:
    return str(detail["name"]).removesuffix(":0").removeprefix("serving_default_")


def grid_of(detail: Any, shown: str) -> Grid | None:
    """None where the numbers stand for themselves."""
    scales, zeros = (detail["quantization_parameters"][key] for key in ("scales", "zero_points"))
    if len(scales) == 0 or not np.issubdtype(detail["dtype"], np.integer):
        return None
    if len(scales) > 1:
        raise HostError(
            "MODEL_UNSUPPORTED",
            f'{shown}: "{detail["name"]}" has {len(scales)} scales, one for each channel.',
            "Export the model with one scale for each input and output, or with float inputs and outputs.",
        )
    return Grid(detail["dtype"], np.float32(scales[0]), int(zeros[0]))


def port(name: str, detail: Any, grid: Grid | None, shown: str) -> Port:
    """A batch axis of a fixed length is kept as such: what an older converter wrote as 1 need not work with more."""
    lengths = detail.get("shape_signature")
    lengths = detail["shape"] if lengths is None or len(lengths) == 0 else lengths
    shape = tuple(None if length < 0 else int(length) for length in lengths)
    if grid is not None:
        return Port(name, "float32", shape, float(grid.scale))
    dtype = np.dtype(detail["dtype"])
    try:
        return Port(name, dtype_of(np.empty(0, dtype)) if dtype.kind not in "OSU" else _no_text(name, shown), shape)
    except TypeError as error:
        raise HostError(
            "MODEL_UNSUPPORTED", f'{shown}: "{name}": {error}.', "Export the model with float inputs and outputs."
        ) from error


def _no_text(name: str, shown: str) -> str:
    raise HostError(
        "MODEL_UNSUPPORTED",
        f'{shown}: "{name}" holds texts, which are not exchanged with TensorFlow Lite.',
        "Ask for the SavedModel that the file was converted from.",
    )


def unreadable(shown: str, reason: str) -> HostError:
    if "Flex" in reason or "Select TensorFlow" in reason:
        return HostError(
            "MODEL_UNSUPPORTED",
            f"{shown} uses operations of TensorFlow itself (Flex), which its Lite interpreter does not have: {reason.split('. ')[0]}",
            "Ask for the SavedModel that the file was converted from.",
        )
    return HostError(
        "MODEL_UNREADABLE",
        f"{shown} cannot be loaded as TensorFlow Lite: {reason}",
        "Check that the file is complete (compare its sha256 with the sender's), and that it uses no custom operations.",
    )
