"""
HDF5 files can name other files: links, external storage and virtual datasets, whose content would be read in their place. Weights have no
use for that, so a file that does so is refused before anything is loaded from it.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from .errors import HostError


def refuse_other_files(file: str | BinaryIO, shown: str) -> None:
    import h5py

    with h5py.File(file, "r") as opened:
        _check(opened, opened, shown, set())


def _check(group: Any, root: Any, shown: str, seen: set[int]) -> None:
    import h5py

    # Hard links may lead in circles.
    address = h5py.h5o.get_info(group.id).addr
    if address in seen:
        return
    seen.add(address)
    for name in group:
        link = group.get(name, getlink=True)
        if isinstance(link, h5py.ExternalLink):
            raise _refusal(shown, f"{group.name}/{name}", link.filename)
        if isinstance(link, h5py.SoftLink):
            # Leads to another name in the same file, which is looked at under that name.
            continue
        found = group[name]
        if isinstance(found, h5py.Group):
            _check(found, root, shown, seen)
        elif isinstance(found, h5py.Dataset):
            if found.external:
                raise _refusal(shown, found.name, str(found.external[0][0]))
            if found.is_virtual:
                raise _refusal(shown, found.name, str(found.virtual_sources()[0].file_name))


def _refusal(shown: str, name: str, other: str) -> HostError:
    return HostError(
        "MODEL_DANGEROUS",
        f'{shown}: "{name}" takes its content from another file, "{other}".',
        "No weights are stored so. Ask the sender for the file as Keras saves it, and for an explanation.",
    )
