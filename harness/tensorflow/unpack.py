"""
Takes TensorFlow's library and its C headers out of a wheel, as the native module of @tensorflow/tfjs-node wants them.

    python unpack.py FOLDER_WITH_THE_WHEEL DEPS
"""

import shutil
import sys
import zipfile
from pathlib import Path

LIBRARIES = {
    "libtensorflow_cc.so.2": "libtensorflow.so",
    "libtensorflow_framework.so.2": "libtensorflow_framework.so",
}

wheels, deps = Path(sys.argv[1]), Path(sys.argv[2])
[wheel] = wheels.glob("tensorflow*.whl")
found = set()
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        inside = name.removeprefix("tensorflow/")
        if inside.startswith("include/") and not name.endswith("/") and ".." not in inside.split("/"):
            target = deps / inside
        elif inside in LIBRARIES:
            target = deps / "lib" / inside
            found.add(inside)
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
for name in LIBRARIES:
    if name not in found:
        sys.exit(f"{wheel.name} holds no {name}: this kind of machine is not known")
    (deps / "lib" / LIBRARIES[name]).symlink_to(name)
