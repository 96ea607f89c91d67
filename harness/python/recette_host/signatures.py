"""TensorFlow artifacts can hold several signatures, each a function of its own: which one is meant."""

from __future__ import annotations

from .errors import HostError
from .protocol import Request

DEFAULT = "serving_default"


def choose_signature(names: list[str], request: Request) -> str:
    """What the plan names; else the usual one, or the only one."""
    wanted = request.signature
    if wanted is not None and wanted not in names:
        raise HostError(
            "MODEL_SIGNATURE_UNKNOWN",
            f'{request.shown} has no signature "{wanted}"; it has {_list(names) if names else "none that is named"}.',
            "Name one of them beside artifact in the plan (signature: NAME), or leave the key out.",
        )
    if wanted is not None:
        return wanted
    if DEFAULT in names:
        return DEFAULT
    if len(names) == 1:
        return names[0]
    if not names:
        return DEFAULT
    raise HostError(
        "MODEL_SIGNATURE_UNKNOWN",
        f'{request.shown} has several signatures and none is called "{DEFAULT}": {_list(names)}.',
        "Name the one to compare beside artifact in the plan, e.g. signature: " + sorted(names)[0],
    )


def _list(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in sorted(names))
