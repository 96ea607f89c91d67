"""
TorchScript tells the names of its inputs, and neither their shapes nor their types. These are found by what first uses each input,
and by how many values the plan gives it, and proven by a trial on made-up cases; where none succeeds nothing is guessed.
"""

from __future__ import annotations

import io
from typing import Any

import torch

from ..errors import HostError
from ..protocol import Port, Signature
from .torch_first_use import Shape, find_first_use, first_weights
from .torch_program import TorchRuntime, dtype_name, named_outputs
from .torch_trial import Guess, Trial, try_guesses

TENSORS = ("Tensor", "Optional[Tensor]")
#: Of an input that nothing tells of: what is exact in the first is so in the others too.
UNTOLD = (torch.float32, torch.int64, torch.bool)


def load_script(content: bytes, shown: str, filled: dict[str, tuple[int, ...]] | None) -> TorchRuntime:
    """`filled`: the shape of one case of each input that the plan, or a column of its name, fills; None without a set."""
    given = filled or {}
    module = torch.jit.load(io.BytesIO(content), map_location="cpu").eval()
    arguments = taken_arguments(module, given, shown)
    names = [argument.name for argument in arguments]
    values = dict(zip(all_names(module), list(module.inlined_graph.inputs())[1:]))
    uses = {name: find_first_use(module, values[name]) for name in names}
    untold = [name for name in names if uses[name][1] is None and name not in given]
    if filled is not None and len(names) > 1 and untold:
        raise unknown(shown, names, given, f"nothing tells how many values a case go into {', '.join(untold)}")
    guesses = {name: guesses_of(module, uses[name], given.get(name), alone=len(names) == 1) for name in names}

    def answer(cases: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        with torch.inference_mode():
            return named_outputs(module(**cases))

    trial, reason = try_guesses(answer, guesses)
    if trial is None:
        raise unknown(shown, names, given, reason)
    outputs = list(trial.outputs)

    def call(cases: list[torch.Tensor]) -> list[torch.Tensor]:
        found = answer(dict(zip(names, cases)))
        return [found[name] for name in outputs]

    return TorchRuntime(signature_of(trial, shown), call, "TorchScript", [], dict(module.state_dict()))


def all_names(module: Any) -> list[str]:
    return [argument.name for argument in module.forward.schema.arguments[1:]]


def taken_arguments(module: Any, given: dict[str, tuple[int, ...]], shown: str) -> list[Any]:
    """Those that must be given, and of the others those that the plan fills."""
    arguments = module.forward.schema.arguments[1:]
    taken = [argument for argument in arguments if not argument.has_default_value() or argument.name in given]
    for argument in taken:
        if str(argument.type) not in TENSORS:
            raise HostError(
                "MODEL_SIGNATURE_UNKNOWN",
                f'{shown} is TorchScript whose input "{argument.name}" is no tensor but {argument.type}.',
                f"Ask for a forward({', '.join(a.name for a in arguments)}) that takes tensors only, as TorchScript or exported.",
            )
    return taken


def guesses_of(
    module: Any, use: tuple[torch.dtype | None, Shape | None], given: tuple[int, ...] | None, alone: bool
) -> list[Guess]:
    """The likeliest first. An axis of which only the plan tells stays open, so that another set may give another length."""
    dtype, shape = use
    dtypes = UNTOLD if dtype is None else (dtype,)
    found: list[Guess] = []
    if shape is not None:
        more = 0 if given is None else max(0, len(given) - len(shape))
        found += [Guess(each, (*[None] * more, *shape), given) for each in dtypes]
    elif alone:
        found += [Guess(each, width, given) for each, width in first_weights(module) if dtype in (None, each)]
    # One number a case is a case without axes, or with one of length 1.
    shapes: list[Shape] = [(None,), (1,)] if given is None else [(), (1,)] if given == () else [(None,) * len(given)]
    return found + [Guess(each, width, given) for each in dtypes for width in shapes]


def signature_of(trial: Trial, shown: str) -> Signature:
    return Signature(
        tuple(Port(name, dtype_name(guess.dtype, name, shown), (None, *guess.shape)) for name, guess in trial.inputs.items()),
        tuple(Port(name, dtype_name(value.dtype, name, shown), trial.shape_of(value)) for name, value in trial.outputs.items()),
    )


def unknown(shown: str, names: list[str], given: dict[str, tuple[int, ...]], reason: str) -> HostError:
    missing = [name for name in names if name not in given]
    mapped = ", ".join(f"{name}: COLUMN" for name in names)
    exported = (
        "an exported program, which tells its inputs: torch.export.save(torch.export.export(model, (example,), "
        'dynamic_shapes=...), "model.pt2"); or for ONNX.'
    )
    tried = "" if not given else f" The plan gives {', '.join(f'{n}: {list(given[n])}' for n in names if n in given)} a case."
    return HostError(
        "MODEL_SIGNATURE_UNKNOWN",
        f"{shown} is TorchScript, which does not say what its inputs look like: forward({', '.join(names)}), "
        f"and no trial found it out ({reason}).{tried}",
        (f"Map each input in the plan, so that the widths of its columns are tried: inputs: {{ {mapped} }}. " if missing else "")
        + f"{'Else ask' if missing else 'Check the columns of each input; or ask'} for {exported}",
    )
