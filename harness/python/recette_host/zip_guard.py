"""
Archives are looked at before anything unpacks them: what leads out of them, what two readers would read differently, and what would fill
the machine is refused, whatever the unpacker would make of it.
"""

from __future__ import annotations

import stat
import zipfile

from .errors import HostError

#: Weights hardly shrink, zeros and repeated trees do: what unpacks to less than this, or to less than so many times its size, is let through.
ALWAYS_ROOM_BYTES = 256 << 20
MOST_GROWTH = 100


def check_entries(archive: zipfile.ZipFile, shown: str) -> None:
    """Only the directory at the end of the archive is read. zipfile gives no more of an entry than it claims there, so that a lie is an error."""
    seen: set[str] = set()
    for entry in archive.infolist():
        # `orig_filename` is what stands in the archive; `filename` was tidied by Python.
        for name in (entry.orig_filename, entry.filename):
            parts = name.replace("\\", "/").split("/")
            outside = ".." in parts or name[:1] in "/\\" or name[1:2] == ":" or "\0" in name
            if outside or stat.S_ISLNK(entry.external_attr >> 16):
                raise HostError(
                    "MODEL_DANGEROUS",
                    f'{shown} holds the entry "{name}", which leads out of the archive.',
                    "No exporter writes that. Do not unpack the file by other means; ask the sender what it is.",
                )
        if entry.filename in seen:
            raise HostError(
                "MODEL_DANGEROUS",
                f'{shown} holds two entries of the name "{entry.filename}": which of them counts depends on who reads it.',
                "No exporter writes that. Ask the sender what it is, and for the file as it was first saved.",
            )
        seen.add(entry.filename)
    _check_growth(archive, shown)


def _check_growth(archive: zipfile.ZipFile, shown: str) -> None:
    if archive.fp is None:
        raise ValueError("the archive is closed")
    size = archive.fp.seek(0, 2)
    packed = sum(entry.compress_size for entry in archive.infolist())
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if packed <= size and unpacked <= max(ALWAYS_ROOM_BYTES, MOST_GROWTH * size):
        return
    found = (
        f"whose entries claim {packed} bytes: they overlap, or are not whole"
        if packed > size
        else f"which would unpack to {unpacked} bytes, {unpacked // max(size, 1)} times its size"
    )
    raise HostError(
        "MODEL_DANGEROUS",
        f"{shown} is an archive of {size} bytes {found}. It was not unpacked.",
        "Compare its size and sha256 with the sender's. If it is whole, ask for it saved without compression.",
    )
