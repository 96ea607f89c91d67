"""
The program: `python -m recette_host '<json>'`. Tensors in on stdin, answers out on stdout (Arrow IPC streams), JSON lines on
file descriptor 3, log on stderr.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any

from .control import peak_memory_bytes, send
from .errors import HostError, describe
from .parent import watch_parent
from .protocol import PROTOCOL, HookRequest, Request, Warning, read_request

if TYPE_CHECKING:
    from .runtime import Runtime


def main(argument: str) -> int:
    # Ctrl-C reaches the whole process group; when to end is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    scratch: str | None = None
    try:
        answers = keep_stdout_for_answers()
        request = read_request(argument)
        scratch = request.scratch
        watch_parent(request.parent, scratch)
        from .runtimes import load_runtime
        from .serve import serve

        artifact = load_runtime(request)
        runtime = artifact if request.prepare is None else prepared(artifact, request.prepare)
        ready: dict[str, Any] = {
            "type": "ready",
            "protocol": PROTOCOL,
            "signature": runtime.signature.to_json(),
            "runtime": runtime.runtime,
            "peakMemoryBytes": peak_memory_bytes(),
        }
        if request.prepare is not None:
            ready["modelInputs"] = [port.to_json() for port in artifact.signature.inputs]
        threads: int | None = getattr(artifact, "threads", None)
        if threads is not None:
            ready["threads"] = threads
        weights = weights_of(artifact)
        if weights is not None:
            ready["weights"] = weights
        warnings = [warning.to_json() for warning in [*runtime.warnings, *allowed_despite(request)]]
        send({**ready, "warnings": warnings} if warnings else ready)
        with os.fdopen(0, "rb") as source, os.fdopen(answers, "wb") as sink:
            serve(runtime, source, sink, request.step)
        return 0
    except BaseException as error:  # whatever an artifact raises, SystemExit included, is told and ends here
        if not isinstance(error, HostError):
            traceback.print_exc()
        code, message, hint = describe(error)
        row = error.row if isinstance(error, HostError) else None
        at = {} if row is None else {"row": row}
        send({"type": "error", "code": code, "message": message, "hint": hint, **at})
        return 1
    finally:
        # The parent does so too, unless it is gone.
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def allowed_despite(request: Request) -> list[Warning]:
    if not request.despite:
        return []
    from .pickle_guard import allowed_names

    names = allowed_names()
    return [Warning("dangerous-allowed", {"names": ", ".join(names)})] if names else []


def prepared(artifact: Runtime, hook: HookRequest) -> Runtime:
    from .hook.prepared import prepare_runtime

    return prepare_runtime(artifact, hook)


def weights_of(runtime: object) -> dict[str, object] | None:
    """A notice in a report hangs on it, no more: an object that cannot be looked into is run all the same."""
    learnt = getattr(runtime, "learnt", None)
    if learnt is None:
        return None
    from .weights import tally

    try:
        return tally(learnt())
    except Exception:
        traceback.print_exc()
        return None


def keep_stdout_for_answers() -> int:
    """stdout carries tensors: whatever a package prints, in Python or in native code, goes to the log."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


if __name__ == "__main__":
    code = main(sys.argv[1] if len(sys.argv) > 1 else "")
    sys.stdout.flush()
    sys.stderr.flush()
    # Native libraries that crash while they are taken down must not change how this ended.
    os._exit(code)
