"""A private copy of a folder that MLflow saved: what is loaded from it are the very bytes that the plan trusts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import HostError
from ..pickle_guard import guard_pickles
from ..protocol import Request

PICKLES = (".pkl", ".pickle", ".joblib", ".pth", ".pt", ".bin", ".ckpt")


def copy_trusted(request: Request) -> Path:
    """Copies the folder of the MLmodel into the scratch folder; fails unless the digest of its listing is the one trusted."""
    folder = Path(request.path).parent
    copy = Path(request.scratch) / "model"
    listing = ""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    for name in sorted(files, key=lambda name: name.encode()):
        if (folder / name).is_symlink():
            raise HostError(
                "FOLDER_NOT_PLAIN", f"{request.shown}/{name} is a link.", "Put a copy of the file itself in its place."
            )
        content = (folder / name).read_bytes()
        listing += line(hashlib.sha256(content).hexdigest(), name)
        if name.lower().endswith(PICKLES):
            guard_pickles(content, f"{request.shown}/{name}")
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    digest = hashlib.sha256(listing.encode()).hexdigest()
    if request.trust == digest:
        return copy
    raise HostError(
        "MODEL_NOT_TRUSTED",
        f"{request.shown} can execute code when it is loaded, and the plan does not trust this folder (SHA-256 {digest}).",
        f'If you know who made it and trust them, write trust: "{digest}" beside artifact in the plan.',
    )


def line(digest: str, name: str) -> str:
    """As sha256sum writes it: see src/core/digest.ts."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"
