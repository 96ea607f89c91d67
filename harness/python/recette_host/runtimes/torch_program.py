"""A loaded PyTorch program, and what both kinds of it share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from ..errors import HostError
from ..protocol import Signature, Warning
from ..tensors import TYPES, Array, Tensor

Call = Callable[[list[torch.Tensor]], list[torch.Tensor]]


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


def dtype_name(dtype: torch.dtype, name: str, shown: str) -> str:
    text = str(dtype).removeprefix("torch.")
    if text in TYPES:
        return text
    raise HostError(
        "MODEL_SIGNATURE_UNKNOWN",
        f'{shown}: "{name}" holds numbers of type {text}, which cannot be exchanged.',
        "Ask for an export with float32 inputs and outputs.",
    )


def named_outputs(answer: Any) -> dict[str, torch.Tensor]:
    """A dictionary and a named tuple have names of their own; else `output`, or `output_0` and so on."""
    if isinstance(answer, dict) and all(isinstance(value, torch.Tensor) for value in answer.values()):
        return {str(name): plain(value) for name, value in answer.items()}
    fields = getattr(answer, "_fields", None)
    if fields is not None and all(isinstance(value, torch.Tensor) for value in answer):
        return {str(name): plain(value) for name, value in zip(fields, answer)}
    leaves, _ = torch.utils._pytree.tree_flatten(answer)
    tensors = [plain(leaf) for leaf in leaves if isinstance(leaf, torch.Tensor)]
    return {"output": tensors[0]} if len(tensors) == 1 else {f"output_{index}": leaf for index, leaf in enumerate(tensors)}


def plain(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.detach().contiguous()
