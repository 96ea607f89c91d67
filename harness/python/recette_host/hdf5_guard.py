"""
HDF5 files can name other files: links, external storage and virtual datasets, whose content would be read in their place. And they can claim
more numbers than they store, which are made up as they are read. Weights have no use for either, so a file that does so is refused before
anything is loaded from it.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from .errors import HostError
from .zip_guard import ALWAYS_ROOM_BYTES, MOST_GROWTH


def refuse_other_files(file: str | BinaryIO, shown: str) -> None:
    import h5py

    with h5py.File(file, "r") as opened:
        claimed = _check(opened, shown, set())
        size = int(opened.id.get_filesize())
    if claimed > max(ALWAYS_ROOM_BYTES, MOST_GROWTH * size):
        raise HostError(
            "MODEL_DANGEROUS",
            f"{shown} is an HDF5 file of {size} bytes which claims to hold {claimed} bytes of numbers. They were not read.",
            "Compare its size and sha256 with the sender's. If it is whole, ask for it saved without compression.",
        )


def _check(group: Any, shown: str, seen: set[int]) -> int:
    """The bytes that the numbers under a group would take."""
    import h5py

    # Hard links may lead in circles.
    address = h5py.h5o.get_info(group.id).addr
    if address in seen:
        return 0
    seen.add(address)
    claimed = 0
    for name in group:
        link = group.get(name, getlink=True)
        if isinstance(link, h5py.ExternalLink):
            raise _refusal(shown, f"{group.name}/{name}", link.filename)
        if isinstance(link, h5py.SoftLink):
            # Leads to another name in the same file, which is looked at under that name.
            continue
        found = group[name]
        if isinstance(found, h5py.Group):
            claimed += _check(found, shown, seen)
        elif isinstance(found, h5py.Dataset):
            if found.external:
                raise _refusal(shown, found.name, str(found.external[0][0]))
            if found.is_virtual:
                raise _refusal(shown, found.name, str(found.virtual_sources()[0].file_name))
            claimed += found.size * found.dtype.itemsize if found.shape is not None else 0
    return claimed


def _refusal(shown: str, name: str, other: str) -> HostError:
    return HostError(
        "MODEL_DANGEROUS",
        f'{shown}: "{name}" takes its content from another file, "{other}".',
        "No weights are stored so. Ask the sender for the file as Keras saves it, and for an explanation.",
    )
