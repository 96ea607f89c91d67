"""
What the preparation gave, as the model's inputs: every name, number of rows, shape, type and value checked, because a model that
is fed nonsense mostly answers all the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..errors import HostError
from ..protocol import Port
from ..tensors import Array, Tensor


def read_prepared(answer: Any, ports: tuple[Port, ...], incomplete: Array, shown: str) -> dict[str, Tensor]:
    """`incomplete` tells of each case whether something is missing of it."""
    wanted = {port.name: port for port in ports}

    def refusal(message: str) -> HostError:
        takes = "; ".join(f"{port.name}: {port.dtype} {_text(port.shape)}" for port in ports)
        return HostError("PREPARE_OUTPUT", f"the preparation {shown} {message}", f"It must give arrays for {takes}.")

    if not isinstance(answer, dict):
        raise refusal(f"gave {type(answer).__name__}, not a dictionary of inputs.")
    for name in answer:
        if name not in wanted:
            raise refusal(f'gave "{name}", which the model does not take.')
    prepared: dict[str, Tensor] = {}
    for name, port in wanted.items():
        if name not in answer:
            raise refusal(f'did not give the model\'s input "{name}".')
        data = np.asarray(answer[name], dtype=object if port.dtype == "utf8" else None)
        rows = len(incomplete)
        if data.ndim == 0 or data.shape[0] != rows:
            found = "no" if data.ndim == 0 else data.shape[0]
            raise refusal(f'gave "{name}" for {found} rows, but the batch has {rows} cases.')
        # A model that does not tell its axes takes what comes.
        if port.shape and not _fits(data.shape, port.shape):
            raise refusal(
                f'gave "{name}" with shape {_text(data.shape)}, but the model takes {_text(port.shape)}.'
            )
        converted, bad = _convert(data, port.dtype, incomplete)
        if bad is not None:
            value = data.reshape(rows, -1)[bad]
            raise refusal(
                f'gave {value!s} for "{name}", which is {port.dtype}, in row {bad[0] + 1} of a batch of {rows} cases.'
            )
        prepared[name] = Tensor(name, port.dtype, converted)
    return prepared


def _convert(data: Array, dtype: str, incomplete: Array) -> tuple[Array, tuple[int, int] | None]:
    """The elements as the model takes them; and the first, by row and place, that cannot be so."""
    if dtype == "utf8":
        wrong = np.array([not isinstance(one, str) for one in data.ravel()], dtype=bool).reshape(data.shape)
        return data, _first(wrong)
    if data.dtype.kind not in "biuf":
        try:
            data = data.astype(np.float64)
        except (TypeError, ValueError):
            return data, (0, 0)
    target = np.dtype(dtype)
    with np.errstate(all="ignore"):
        converted = np.ascontiguousarray(data.astype(target))
    if target.kind == "f":
        missing = np.isnan(converted) & np.reshape(incomplete, (-1,) + (1,) * (data.ndim - 1))
        return converted, _first(~np.isfinite(converted) & ~missing)
    # What comes back as it was is what the type holds.
    return converted, _first(converted.astype(data.dtype) != data) or _first_outside(data, target)


def _first_outside(data: Array, target: np.dtype[Any]) -> tuple[int, int] | None:
    """Beyond the ends of the type numbers wrap around, and may come back as they were."""
    if target.kind == "b" or data.dtype.kind == "b":
        return None
    low, high = np.iinfo(target).min, np.iinfo(target).max
    return _first((data < low) | (data > high)) if data.size else None


def _first(wrong: Array) -> tuple[int, int] | None:
    if not wrong.any():
        return None
    row, place = np.argwhere(wrong.reshape(wrong.shape[0], -1))[0]
    return int(row), int(place)


def _fits(shape: tuple[int, ...], expected: tuple[int | None, ...]) -> bool:
    return len(shape) == len(expected) and all(
        at == 0 or length is None or length == found for at, (found, length) in enumerate(zip(shape, expected))
    )


def _text(shape: tuple[int | None, ...]) -> str:
    return f"[{', '.join('?' if length is None else str(length) for length in shape)}]"
