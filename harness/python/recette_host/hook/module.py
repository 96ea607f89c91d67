"""Imports the module and finds out what it takes: by the plan, by its own `inputs`, or by the columns that the plan maps."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import HostError
from ..protocol import HookRequest, Port
from ..tensors import TYPES, Array
from .failure import hook_failure

#: Whatever its file is called, it takes no other module's place.
NAME = "recette_preparation"

INPUTS_HINT = (
    'Each is {"name": ..., "dtype": ..., "shape": ...}: dtype "utf8", "float64", "float32", "int64", "bool" and the like; '
    "shape is that of one case, [] when not given."
)


def load_module(hook: HookRequest) -> tuple[tuple[Port, ...], Callable[[dict[str, Array]], Any]]:
    module = _import(hook)
    prepare = getattr(module, "prepare", None)
    if not callable(prepare):
        raise _invalid(hook, "has no function prepare", 'Write def prepare(cases): return {"model_input": array}.')
    written = getattr(module, "inputs", None)
    inputs = hook.inputs or (None if written is None else _inputs(written, hook)) or hook.otherwise
    if inputs is None:
        raise _invalid(
            hook,
            "does not say what it takes of the set",
            'Write inputs = [{"name": "text", "dtype": "utf8"}] in it, prepare.inputs in the plan, or map its inputs to '
            "columns under inputs.",
        )
    return inputs, prepare


def _import(hook: HookRequest) -> ModuleType:
    path = Path(hook.path)
    # What it names under prepare.files lies beside it.
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(NAME, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:  # SystemExit too
        raise hook_failure(error, hook) from error
    return module


def _inputs(written: Any, hook: HookRequest) -> tuple[Port, ...]:
    if not isinstance(written, (list, tuple)) or not written:
        raise _invalid(hook, f"has inputs that are {written!r}", INPUTS_HINT)
    return tuple(_port(one, index, hook) for index, one in enumerate(written))


def _port(one: Any, index: int, hook: HookRequest) -> Port:
    given: dict[str, Any] = one if isinstance(one, dict) else {}
    name, dtype, shape = given.get("name"), given.get("dtype"), given.get("shape", [])
    if not isinstance(name, str) or not name:
        raise _invalid(hook, f"has inputs[{index}] without a name", INPUTS_HINT)
    if dtype not in TYPES or dtype == "float16":
        raise _invalid(hook, f'has the input "{name}" with dtype {dtype!r}', INPUTS_HINT)
    if not isinstance(shape, (list, tuple)) or not all(isinstance(length, int) and length > 0 for length in shape):
        raise _invalid(hook, f'has the input "{name}" with a shape that is no list of lengths', INPUTS_HINT)
    return Port(name, dtype, (None, *shape))


def _invalid(hook: HookRequest, what: str, hint: str) -> HostError:
    return HostError("PREPARE_INVALID", f"the preparation {hook.shown} {what}.", hint)
