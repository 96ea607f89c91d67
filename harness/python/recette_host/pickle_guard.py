"""
Pickles are scanned before they are loaded, and watched while they are: what picklescan calls dangerous is refused, even
when the plan trusts the file, unless it names each dangerous thing besides (`despite`). The scan alone is not enough, because joblib puts raw arrays and further pickles between the
opcodes, where no static scanner follows; so the interpreter's own audit event for every name that any unpickler looks up
is watched too, before the name is imported.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from picklescan.scanner import SafetyLevel, scan_pickle_bytes

from .errors import HostError
from .zip_guard import check_entries

#: Of the builtins, what a pickled model needs; picklescan lists those that are plainly bad, and misses some (`__import__`).
SAFE_BUILTINS = frozenset(
    "bool bytearray bytes complex dict Ellipsis float frozenset int list NotImplemented object print range set slice str "
    "tuple type".split()
)


def guard_pickles(content: bytes, shown: str, despite: Sequence[str] = ()) -> None:
    """Refuses what the scan finds, then watches every unpickler of this process from now on. Names in `despite` are let through."""
    _State.despite = frozenset(despite)
    found = {
        f"{name.module}.{name.name}"
        for part in _pickles(content, shown)
        for name in scan_pickle_bytes(io.BytesIO(part), shown).globals
        if _is_dangerous(name.module, name.name)
    }
    _State.allowed |= found & _State.despite
    if found - _State.despite:
        raise _refusal(found)
    _watch_unpicklers()


def allowed_names() -> list[str]:
    """The dangerous names that were found and let through, because the plan lists them."""
    return sorted(_State.allowed)


def _pickles(content: bytes, shown: str) -> list[bytes]:
    if not content.startswith(b"PK\x03\x04"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        check_entries(archive, shown)
        return [archive.read(name) for name in archive.namelist() if name.endswith(".pkl")]


@cache
def _is_dangerous(module: str, name: str) -> bool:
    if module in ("builtins", "__builtin__") and not _is_exception(name):
        return name not in SAFE_BUILTINS
    if "\n" in module + name:
        return True
    # A pickle of nothing but this name: the scanner's own judgement, by its public function.
    pickle = f"c{module}\n{name}\n.".encode()
    return any(found.safety is SafetyLevel.Dangerous for found in scan_pickle_bytes(io.BytesIO(pickle), "name").globals)


def _is_exception(name: str) -> bool:
    import builtins

    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)


def _refusal(names: Iterable[str]) -> HostError:
    """All that was found, with those that are let through already: the list to write is the whole one."""
    listed = sorted({*names, *_State.allowed})
    return HostError(
        "MODEL_DANGEROUS",
        f"the pickle looks up {', '.join(listed)}, which no model needs and which can do anything to this machine: "
        "it was not loaded.",
        "Do not open this file. Ask the old agency how it was made, and for an export without a pickle (ONNX, skops). "
        "Only if you know what it does with each of these, and answer for it, name them beside trust in the plan: "
        f"despite: {json.dumps(listed)} (without a plan: --despite {','.join(listed)}). The report will say so.",
    )


class _State:
    watching = False
    #: What was refused; an artifact that swallows the refusal must not be run all the same.
    refused: HostError | None = None
    #: Dangerous names that the plan lets through all the same, and those of them that were found.
    despite: frozenset[str] = frozenset()
    allowed: set[str] = set()


def _watch_unpicklers() -> None:
    if _State.watching:
        return
    _State.watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "pickle.find_class":
            return
        module, name = str(arguments[0]), str(arguments[1])
        # A dotted name reaches through attributes: each step counts.
        if _is_dangerous(module, name) or ("." in name and _is_dangerous(module, name.split(".")[0])):
            if f"{module}.{name}" in _State.despite:
                _State.allowed.add(f"{module}.{name}")
                return
            _State.refused = _refusal([f"{module}.{name}"])
            raise _State.refused

    sys.addaudithook(hook)


def raise_if_refused() -> None:
    """To be called after loading."""
    if _State.refused is not None:
        raise _State.refused
