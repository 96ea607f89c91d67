"""Archives: an entry whose name leads out of the folder that it is unpacked into is refused, whatever the unpacker would make of it."""

from __future__ import annotations

import stat
import zipfile

from .errors import HostError


def refuse_entries_outside(archive: zipfile.ZipFile, shown: str) -> None:
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
