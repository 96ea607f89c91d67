"""JSON lines from host to parent, on file descriptor 3."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

CONTROL = 3


def send(message: dict[str, Any]) -> None:
    line = (json.dumps(message) + "\n").encode()
    while line:
        line = line[os.write(CONTROL, line) :]


def peak_memory_bytes() -> int:
    """Linux counts in kilobytes, macOS in bytes; Windows does not count."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
