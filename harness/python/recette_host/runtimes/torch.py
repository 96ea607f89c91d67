"""
PyTorch programs: TorchScript (.pt) and exported programs (.pt2). Both name functions that are looked up as they are loaded, so both
must be trusted.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from ..errors import HostError
from ..pickle_guard import guard_pickles, raise_if_refused
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..tensors import TYPES, Array, Tensor
from ..trust import read_trusted

Call = Callable[[list[torch.Tensor]], list[torch.Tensor]]


def load_torch(request: Request) -> Runtime:
    torch.set_num_threads(request.threads)
    content = read_trusted(request)
    guard_pickles(content, request.shown, request.despite)
    try:
        if request.format == "torch-export":
            return load_exported(content, request.shown)
        return load_script(content, request.shown)
    finally:
        raise_if_refused()


class TorchRuntime:
    def __init__(
        self, signature: Signature, call: Call, kind: str, warnings: list[Warning], state: dict[str, torch.Tensor]
    ) -> None:
        self.signature = signature
        self.warnings = warnings
        self.runtime = f"torch {torch.__version__} ({kind})"
        self._call = call
        self._state = state

    @property
    def threads(self) -> int:
        return int(torch.get_num_threads())

    def learnt(self) -> list[Array]:
        """numpy has no bfloat16: such numbers are exact in single precision."""
        tensors = [tensor.detach().cpu() for tensor in self._state.values()]
        return [(tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy() for tensor in tensors]

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        # Arrow's memory is read-only, and a program may write into its inputs.
        given = [torch.from_numpy(np.array(inputs[port.name].data)) for port in self.signature.inputs]
        answers = self._call(given)
        names = [port.name for port in self.signature.outputs]
        return {name: answers[names.index(name)].numpy() for name in wanted}


def load_exported(content: bytes, shown: str) -> TorchRuntime:
    """An exported program says everything about its inputs and outputs."""
    program = torch.export.load(io.BytesIO(content))
    module = program.module()
    values = {node.name: node.meta.get("val") for node in program.graph.nodes}
    in_names = [str(name) for name in program.graph_signature.user_inputs]
    out_names = [str(name) for name in program.graph_signature.user_outputs]
    signature = Signature(
        tuple(_port(name, values.get(name), shown) for name in in_names),
        tuple(_port(name, values.get(name), shown) for name in out_names),
    )

    def call(given: list[torch.Tensor]) -> list[torch.Tensor]:
        arguments, named = torch.utils._pytree.tree_unflatten(given, program.call_spec.in_spec)
        with torch.inference_mode():
            return flatten(module(*arguments, **named))

    return TorchRuntime(signature, call, "exported program", exported_with(content), dict(program.state_dict))


def exported_with(content: bytes) -> list[Warning]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        models = [name for name in archive.namelist() if name.endswith("models/model.json")]
        saved = {str(json.loads(archive.read(name)).get("torch_version", "")) for name in models}
    running = torch.__version__
    return [version_mismatch("torch", v, running) for v in sorted(saved) if v and release(v) != release(running)]


def release(version: str) -> str:
    """2.13.0+cpu is 2.13.0 built for a machine without CUDA."""
    return version.split("+")[0]


def _port(name: str, value: Any, shown: str) -> Port:
    if not isinstance(value, torch.Tensor):
        raise HostError(
            "MODEL_SIGNATURE_UNKNOWN",
            f'{shown} takes or gives "{name}", which is not a tensor.',
            "Ask for an export of a model whose inputs and outputs are tensors.",
        )
    shape = tuple(length if isinstance(length, int) else None for length in value.shape)
    return Port(name, _dtype(value.dtype, name, shown), shape)


def _dtype(dtype: torch.dtype, name: str, shown: str) -> str:
    text = str(dtype).removeprefix("torch.")
    if text in TYPES:
        return text
    raise HostError(
        "MODEL_SIGNATURE_UNKNOWN",
        f'{shown}: "{name}" holds numbers of type {text}, which cannot be exchanged.',
        "Ask for an export with float32 inputs and outputs.",
    )


def load_script(content: bytes, shown: str) -> TorchRuntime:
    """
    TorchScript tells neither shapes nor types. Those of a single input are found by what the first weights take, and proven by a
    trial on two made-up cases; where that does not succeed nothing is guessed.
    """
    module = torch.jit.load(io.BytesIO(content), map_location="cpu").eval()
    arguments = [argument for argument in module.forward.schema.arguments[1:] if not argument.has_default_value()]

    def call(given: list[torch.Tensor]) -> list[torch.Tensor]:
        with torch.inference_mode():
            return flatten(module(*given))

    if len(arguments) == 1 and str(arguments[0].type) == "Tensor":
        name = arguments[0].name
        for dtype, shape in guesses(module):
            outputs = probe(call, dtype, shape)
            if outputs is not None:
                return TorchRuntime(
                    Signature(
                        (Port(name, _dtype(dtype, name, shown), (None, *shape)),),
                        tuple(
                            Port(label, _dtype(value.dtype, label, shown), (None, *out))
                            for label, value, out in zip(output_names(len(outputs)), outputs, output_shapes(outputs, shape))
                        ),
                    ),
                    call,
                    "TorchScript",
                    [],
                    dict(module.state_dict()),
                )
    raise HostError(
        "MODEL_SIGNATURE_UNKNOWN",
        f"{shown} is TorchScript, which does not say what its inputs look like: forward({', '.join(a.name for a in arguments)}), "
        "and no trial found it out.",
        "Ask for an exported program, which says it: torch.export.save(torch.export.export(model, (example,), "
        'dynamic_shapes=...), "model.pt2"); or for ONNX.',
    )


def guesses(module: Any) -> list[tuple[torch.dtype, tuple[int | None, ...]]]:
    """What the first weights take: a linear layer its width, a convolution its channels, an embedding whole numbers."""
    found: list[tuple[torch.dtype, tuple[int | None, ...]]] = []
    for weight in module.parameters():
        if weight.dim() == 2:
            found += [(weight.dtype, (int(weight.shape[1]),)), (torch.int64, (None,))]
        elif weight.dim() > 2:
            found.append((weight.dtype, (int(weight.shape[1]), *[None] * (weight.dim() - 2))))
        if found:
            return found
    return []


def probe(call: Call, dtype: torch.dtype, shape: tuple[int | None, ...]) -> list[torch.Tensor] | None:
    """The answer to two made-up cases; None where there is none, or not one for each case."""
    cases = torch.zeros((2, *[64 if length is None else length for length in shape]), dtype=dtype)
    try:
        outputs = call([cases])
    except RuntimeError:
        return None
    return outputs if outputs and all(out.dim() > 0 and out.shape[0] == 2 for out in outputs) else None


def output_shapes(outputs: list[torch.Tensor], shape: tuple[int | None, ...]) -> list[tuple[int | None, ...]]:
    """Where the input has open axes, so may every output have."""
    is_open = None in shape
    return [tuple(None if is_open and out.dim() > 2 else int(length) for length in out.shape[1:]) for out in outputs]


def output_names(count: int) -> list[str]:
    return ["output"] if count == 1 else [f"output_{index}" for index in range(count)]


def flatten(answer: Any) -> list[torch.Tensor]:
    leaves, _ = torch.utils._pytree.tree_flatten(answer)
    return [leaf.detach().contiguous() for leaf in leaves if isinstance(leaf, torch.Tensor)]
