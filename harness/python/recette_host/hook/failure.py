"""Something that the module raised, with the line of it where that was."""

from __future__ import annotations

import traceback
from pathlib import Path

from ..errors import HostError
from ..protocol import HookRequest


def hook_failure(error: BaseException, hook: HookRequest) -> HostError:
    hint = "Run the module on the same cases by itself; what it prints goes to the log of the host."
    if isinstance(error, (ImportError, FileNotFoundError)):
        hint = (
            "A preparation sees its own folder and the packages of the interpreter: name the files that it imports or reads "
            "under prepare.files; RECETTE_PYTHON names an interpreter with other packages."
        )
    said = str(error).replace(f"{Path(hook.path).parent}/", "")
    return HostError(
        "PREPARE_FAILED", f"the preparation {_place(error, hook)} failed: {type(error).__name__}: {said}", hint
    )


def _place(error: BaseException, hook: HookRequest) -> str:
    """`prepare.py:12`; the last line of the module that was at work, whatever it called."""
    if isinstance(error, SyntaxError) and error.filename == hook.path:
        return f"{hook.shown}:{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == hook.path]
    return f"{hook.shown}:{lines[-1]}" if lines else hook.shown
