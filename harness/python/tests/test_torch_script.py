"""TorchScript of shapes and types that its file does not tell: found by first uses, by what the plan gives, and by trials."""

from __future__ import annotations

import io
from typing import Any, NamedTuple, Optional

import pytest

torch = pytest.importorskip("torch")

from recette_host.errors import HostError  # noqa: E402
from recette_host.protocol import Signature  # noqa: E402
from recette_host.runtimes.torch_script import load_script  # noqa: E402


class Pair(NamedTuple):
    score: torch.Tensor
    double: torch.Tensor


class Attention(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(9, 8)
        self.layer = torch.nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        self.out = torch.nn.Linear(8, 2)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, age: Optional[torch.Tensor] = None) -> torch.Tensor:
        found = self.out(self.layer(self.words(ids), src_key_padding_mask=~mask)[:, 0])
        return found if age is None else found + age.unsqueeze(-1)


class Picture(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.filters = torch.nn.Conv2d(3, 4, 3)
        self.out = torch.nn.Linear(5, 2)

    def forward(self, image: torch.Tensor, age: torch.Tensor) -> torch.Tensor:
        return self.out(torch.cat([torch.relu(self.filters(image)).mean([2, 3]), age], dim=1))


class Weighted(torch.nn.Module):
    """A column of weights [cases, 1] would be spread over all cases, and give a square."""

    def __init__(self) -> None:
        super().__init__()
        self.out = torch.nn.Linear(4, 1)

    def forward(self, x: torch.Tensor, weight: torch.Tensor) -> Pair:
        score = self.out(x)[:, 0] * weight
        return Pair(score, score * 2)


class Counted(torch.nn.Module):
    def forward(self, x: torch.Tensor, times: int) -> torch.Tensor:
        return x * times


class Whole(torch.nn.Module):
    """One answer for all cases together."""

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return (x + y).mean().reshape(1)


def signature(model: torch.nn.Module, given: dict[str, tuple[int, ...]] | None) -> Signature:
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(model.eval()), buffer)
    return load_script(buffer.getvalue(), "model.pt", given).signature


def told(ports: Any) -> list[tuple[str, str, tuple[int | None, ...]]]:
    return [(port.name, port.dtype, port.shape) for port in ports]


def test_an_index_is_a_whole_number_and_what_is_inverted_a_truth_value() -> None:
    found = signature(Attention(), {"ids": (6,), "mask": (6,)})
    assert told(found.inputs) == [("ids", "int64", (None, None)), ("mask", "bool", (None, None))]
    assert told(found.outputs) == [("output", "float32", (None, 2))]


def test_an_argument_with_a_default_is_an_input_where_the_plan_maps_it() -> None:
    found = signature(Attention(), {"ids": (6,), "mask": (6,), "age": ()})
    assert told(found.inputs)[2] == ("age", "float32", (None,))


@pytest.mark.parametrize("given", [{"image": (3, 16, 16), "age": ()}, None])
def test_a_convolution_tells_its_channels_and_a_trial_that_one_number_needs_an_axis(given: Any) -> None:
    found = signature(Picture(), given)
    assert told(found.inputs) == [("image", "float32", (None, 3, None, None)), ("age", "float32", (None, 1))]


def test_what_would_be_spread_over_all_cases_has_no_axis_and_a_named_tuple_names_its_outputs() -> None:
    found = signature(Weighted(), {"weight": ()})
    assert told(found.inputs) == [("x", "float32", (None, 4)), ("weight", "float32", (None,))]
    assert told(found.outputs) == [("score", "float32", (None,)), ("double", "float32", (None,))]


def test_an_input_that_is_no_tensor_is_refused_by_name() -> None:
    with pytest.raises(HostError, match='"times" is no tensor but int'):
        signature(Counted(), {"x": ()})


def test_an_output_that_is_not_one_answer_a_case_is_refused() -> None:
    with pytest.raises(HostError, match=r"forward\(x, y\).*shape \[1\] for 2 cases and \[1\] for 3"):
        signature(Whole(), {"x": (2,), "y": (2,)})
