"""
Digests of weights that do not depend on how they are wrapped: what src/models/host/weightTally.ts does, number for number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from .tree_weights import trees_inside

MOST_ELEMENTS = 100_000_000
#: Tensors of which fewer numbers are different and no round ones say nothing.
LEAST_TELLING = 4
LEAST_ROUNDED = 100
CONSTANTS = (0x9E3779B9, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)


def tally(arrays: Iterable[Any]) -> dict[str, Any] | None:
    """None where there are too many numbers, or none."""
    digests: list[str] = []
    parts: list[tuple[int, str, str]] = []
    stored: dict[str, int] = {}
    elements = wide = in_half = in_brain = 0
    for given in arrays:
        array = np.ascontiguousarray(given)
        if array.dtype.kind not in "fiub":
            continue
        elements += array.size
        if elements > MOST_ELEMENTS:
            return None
        dtype = array.dtype.name
        stored[dtype] = stored.get(dtype, 0) + array.size
        content = hashlib.sha256(array.tobytes()).hexdigest()
        digests.append(f"{dtype} [{','.join(str(length) for length in array.shape)}] {content}")
        if array.dtype.kind != "f" or not is_telling(array):
            continue
        flat = array.reshape(-1)
        with np.errstate(over="ignore", invalid="ignore"):
            single = flat.astype(np.float32) + np.float32(0)  # one zero
            half = single.astype(np.float16)
            bits = np.where(np.isnan(single), np.uint32(0x7FC00000), single.view(np.uint32))
            narrow = np.where(np.isnan(half), np.uint32(0x7E00), half.view(np.uint16).astype(np.uint32))
        parts.append((flat.size, multiset(bits), multiset(np.where(narrow == 0x8000, np.uint32(0), narrow))))
        if array.dtype.itemsize >= 4:
            wide += flat.size
            in_half += int(np.count_nonzero(half.astype(array.dtype) == flat))
            in_brain += int(np.count_nonzero(((bits & np.uint32(0xFFFF)) == 0) & (single.astype(array.dtype) == flat)))
    if not digests:
        return None
    rounded = None
    if wide >= LEAST_ROUNDED:
        rounded = "float16" if in_half == wide else "bfloat16" if in_brain == wide else None
    return {
        "sha256": hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest(),
        "tensors": len(digests),
        "elements": elements,
        "stored": stored,
        "parts": [list(part) for part in sorted(parts, key=lambda part: (-part[0], part[1]))],
        "rounded": rounded,
    }


def multiset(bits: Any) -> str:
    """Sums, modulo 2^32, of four mixes of every number's bits."""
    return "".join(f"{int(mix(bits ^ np.uint32(constant)).sum(dtype=np.uint64)) % 2**32:08x}" for constant in CONSTANTS)


def mix(value: Any) -> Any:
    """murmur3's fmix32, of many numbers at once."""
    h = value
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return h ^ (h >> np.uint32(16))


def is_telling(array: Any) -> bool:
    """At least four different numbers that are no multiples of 1/256, which people write by hand."""
    flat = array.reshape(-1).astype(np.float64)
    odd = flat[np.isfinite(flat) & (np.floor(flat * 256) != flat * 256)]
    return len(np.unique(odd)) >= LEAST_TELLING


def arrays_inside(found: Any, seen: set[int] | None = None, depth: int = 0) -> Iterable[Any]:
    """The arrays of numbers in an estimator and in what it is made of: steps of a pipeline, trees of a forest, a booster."""
    seen = set() if seen is None else seen
    if depth > 12 or id(found) in seen or isinstance(found, (str, bytes, int, float, bool, type(None), np.generic)):
        return
    seen.add(id(found))
    if isinstance(found, np.ndarray):
        if found.dtype == object:
            for item in found.reshape(-1):
                yield from arrays_inside(item, seen, depth + 1)
        elif found.dtype.names is None:
            yield found
        return
    if isinstance(found, dict):
        for key in sorted(found, key=str):
            yield from arrays_inside(found[key], seen, depth + 1)
    elif isinstance(found, (list, tuple)):
        for item in found:
            yield from arrays_inside(item, seen, depth + 1)
    elif (trees := trees_inside(found)) is not None:
        yield from trees
    elif type(found).__module__.startswith("sklearn.tree._tree"):
        for name in ("threshold", "value"):
            yield from arrays_inside(getattr(found, name, None), seen, depth + 1)
    elif hasattr(found, "__dict__"):
        yield from arrays_inside(vars(found), seen, depth + 1)
