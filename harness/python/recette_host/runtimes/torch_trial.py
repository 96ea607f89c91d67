"""A program is tried on made-up cases: on two, and on three, so that what is one answer a case is not so by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, product

import torch

from .torch_first_use import Shape

Answer = Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]

#: More than enough for five inputs of which nothing is known but the number of their columns.
TRIALS = 600
#: Lengths of an open axis where nothing tells them: a sequence, and the side of a picture.
SEQUENCE, PICTURE = 8, 64


@dataclass(frozen=True)
class Guess:
    dtype: torch.dtype
    #: Of one case.
    shape: Shape
    #: What the plan gives; its lengths stand for open axes.
    given: tuple[int, ...] | None = None

    def lengths(self) -> list[int]:
        known = self.given if self.given is not None and len(self.given) == len(self.shape) else self.shape
        usual = PICTURE if len(self.shape) > 1 else SEQUENCE
        return [own if own is not None else told if told is not None else usual for own, told in zip(self.shape, known)]


@dataclass(frozen=True)
class Trial:
    """What succeeded: the inputs as they were guessed, and the answers to two cases."""

    inputs: dict[str, Guess]
    outputs: dict[str, torch.Tensor]

    def shape_of(self, output: torch.Tensor) -> Shape:
        """With the batch axis. Where an input has an open axis, so has an output that is as long, or that has several."""
        open_lengths = {
            length
            for guess in self.inputs.values()
            for length, axis in zip(guess.lengths(), guess.shape)
            if axis is None and length > 1
        }
        wide = bool(open_lengths) and output.dim() > 2
        return (None, *[None if wide or length in open_lengths else int(length) for length in output.shape[1:]])


def try_guesses(answer: Answer, guesses: dict[str, list[Guess]]) -> tuple[Trial | None, str]:
    """The first combination that gives one answer a case; else why the likeliest did not."""
    reason = ""
    for chosen in islice(product(*guesses.values()), TRIALS):
        inputs = dict(zip(guesses, chosen))
        # A length, or a divisor, of zero is no case; an index of one may be beyond a table.
        for number in (0, 1):
            outputs, failure = try_once(answer, inputs, number)
            if outputs is not None:
                return Trial(inputs, outputs), ""
            reason = reason or failure
    return None, reason


def try_once(answer: Answer, inputs: dict[str, Guess], number: int) -> tuple[dict[str, torch.Tensor] | None, str]:
    try:
        two, three = (answer({name: made_up(guess, rows, number) for name, guess in inputs.items()}) for rows in (2, 3))
    except Exception as error:  # whatever a program raises
        return None, f"{type(error).__name__}: {(str(error).strip().splitlines() or [''])[-1].strip()[:200]}"
    if not two or list(two) != list(three):
        return None, "it gives no tensors" if not two else "its outputs change from call to call"
    for name in two:
        shapes = [list(two[name].shape), list(three[name].shape)]
        if shapes[0][:1] != [2] or shapes[1] != [3, *shapes[0][1:]]:
            return None, f'output "{name}" has shape {shapes[0]} for 2 cases and {shapes[1]} for 3'
    return two, ""


def made_up(guess: Guess, rows: int, number: int) -> torch.Tensor:
    return torch.full((rows, *guess.lengths()), number, dtype=guess.dtype)
