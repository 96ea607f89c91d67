"""What a TorchScript program does first with an input tells its type, and often its width."""

from __future__ import annotations

from typing import Any

import torch

#: Of one case; None = open.
Shape = tuple[int | None, ...]

#: (operation, place of the input in it): what such an operation takes. `aten::bitwise_not` is `~mask`.
TYPES = {
    ("aten::embedding", 1): torch.int64,
    ("aten::embedding_bag", 1): torch.int64,
    ("aten::one_hot", 0): torch.int64,
    ("aten::index_select", 2): torch.int64,
    ("aten::gather", 2): torch.int64,
    ("aten::masked_fill", 1): torch.bool,
    ("aten::masked_fill_", 1): torch.bool,
    ("aten::bitwise_not", 0): torch.bool,
    ("aten::where", 0): torch.bool,
}

#: The numbers lie otherwise after these, and are the same.
LAID_OUT = ("unsqueeze", "squeeze", "view", "reshape", "transpose", "permute", "contiguous", "flatten", "expand", "detach")
CONVOLUTIONS = ("conv1d", "conv2d", "conv3d", "_convolution")


def find_first_use(module: Any, value: Any) -> tuple[torch.dtype | None, Shape | None]:
    """The type of the input `value` of an inlined graph, and the shape of a case; None where its uses do not tell."""
    dtype: torch.dtype | None = None
    for use in value.uses():
        node, place = use.user, use.offset
        kind = str(node.kind())
        name = kind.removeprefix("aten::")
        if place == 0 and (name == "linear" or name in CONVOLUTIONS):
            weight = attribute_of(module, list(node.inputs())[1])
            if isinstance(weight, torch.Tensor):
                return weight.dtype, shape_by(weight)
        if (kind, place) in TYPES:
            dtype = TYPES[kind, place]
        elif place == 0 and name in LAID_OUT and dtype is None:
            dtype = find_first_use(module, node.output())[0]
    return dtype, None


def shape_by(weight: torch.Tensor) -> Shape:
    """A linear layer takes its width, a convolution its channels."""
    return (int(weight.shape[1]), *[None] * (weight.dim() - 2))


def attribute_of(module: Any, value: Any) -> Any:
    """What the graph reads from the module, attribute by attribute; None where it comes by the weight in another way."""
    node = value.node()
    if node.kind() == "prim::Param":
        return module
    if node.kind() != "prim::GetAttr":
        return None
    owner = attribute_of(module, next(iter(node.inputs())))
    return None if owner is None else getattr(owner, node.s("name"), None)


def first_weights(module: Any) -> list[tuple[torch.dtype, Shape]]:
    """What the first weights of all take: for a program of one input, which they may come to by a detour."""
    for weight in module.parameters():
        if weight.dim() == 2:
            return [(weight.dtype, shape_by(weight)), (torch.int64, (None,))]
        if weight.dim() > 2:
            return [(weight.dtype, shape_by(weight))]
    return []
