"""Formats that execute code when they are loaded: only the very bytes that the plan trusts are ever loaded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .errors import HostError
from .protocol import Request


def read_trusted(request: Request) -> bytes:
    """The bytes of the file, once their digest is the one that the plan names. They are what is loaded, not the path again."""
    content = Path(request.path).read_bytes()
    digest = digest_of_bytes(content)
    if request.trust != digest:
        raise HostError(
            "MODEL_NOT_TRUSTED",
            f"{request.shown} can execute code when it is loaded, and the plan does not trust these bytes "
            f"(SHA-256 {digest}).",
            f"If you know who made the file and trust them, write trust: \"{digest}\" beside artifact in the plan.",
        )
    return content


def digest_of(request: Request) -> str:
    return digest_of_bytes(Path(request.path).read_bytes())


def digest_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
