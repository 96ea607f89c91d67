"""Keras models: the .keras archive of Keras 3, and HDF5 files (.h5) of any Keras. Code inside is loaded only from bytes that are trusted."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import HostError
from ..hdf5_guard import refuse_other_files
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..tensorflow_values import exchanged_dtype, start_tensorflow, to_array, to_tensorflow
from ..tensors import Array, Tensor
from ..trust import digest_of, read_trusted
from ..zip_guard import check_entries

#: Older versions look functions up by names that the file gives, safe mode or not (CVE-2025-1550, CVE-2025-8747, CVE-2025-9905).
SAFE_SINCE = (3, 11, 3)


def load_keras(request: Request) -> Runtime:
    tf = start_tensorflow(request.threads)
    import keras

    if request.trust is not None:
        request = with_trusted_bytes(request)
    elif version_of(keras.__version__) < SAFE_SINCE:
        raise not_trusted(request, f"Keras {keras.__version__} may execute code that a model file names")
    saved = check_archive(request) if request.format == "keras" else check_hdf5(request)
    model = load(keras, request)
    return KerasRuntime(tf, keras, model, request.shown, saved)


def with_trusted_bytes(request: Request) -> Request:
    """Keras reads from a path only: a copy of the bytes that were compared with the plan, in the host's own folder."""
    copy = Path(request.scratch) / f"trusted{Path(request.path).suffix}"
    copy.write_bytes(read_trusted(request))
    return replace(request, path=str(copy))


class KerasRuntime:
    """Inputs are called as in a dictionary of inputs where the model has one, else by the names of their layers; so are outputs."""

    def __init__(self, tf: Any, keras: Any, model: Any, shown: str, saved: str | None) -> None:
        self._tf = tf
        self._model = model
        self.threads = int(tf.config.threading.get_intra_op_parallelism_threads())
        self.runtime = f"keras {keras.__version__} (tensorflow {tf.__version__})"
        self.warnings: list[Warning] = []
        if saved and saved != keras.__version__:
            self.warnings.append(version_mismatch("Keras", saved, keras.__version__))
        ins, outs = getattr(model, "inputs", None), getattr(model, "outputs", None)
        if not ins or not outs:
            raise HostError(
                "MODEL_SIGNATURE_UNKNOWN",
                f"{shown} does not say what its inputs look like: it was saved before it was built.",
                "Ask for a model that begins with an Input layer, or for its SavedModel (model.export).",
            )
        self._inputs = named(model, "_inputs_struct", ins, [tensor.name for tensor in ins])
        self._outputs = named(model, "_outputs_struct", outs, [operation_name(tensor) for tensor in outs])
        self._call = tf.function(lambda given: model(given, training=False), reduce_retracing=True)
        self.signature = Signature(
            tuple(Port(name, exchanged_dtype(tensor.dtype, name, shown), tuple(tensor.shape)) for name, tensor in self._inputs),
            tuple(Port(name, exchanged_dtype(tensor.dtype, name, shown), tuple(tensor.shape)) for name, tensor in self._outputs),
        )

    def learnt(self) -> list[Any]:
        return list(self._model.get_weights())

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        given = {name: to_tensorflow(self._tf, inputs[name]) for name, _ in self._inputs}
        answer = self._call(next(iter(given.values())) if len(given) == 1 and not self._by_name("_inputs_struct") else given)
        if not isinstance(answer, dict):
            answer = dict(zip((name for name, _ in self._outputs), self._tf.nest.flatten(answer), strict=True))
        return {name: to_array(self._tf, answer[name], name) for name in wanted}

    def _by_name(self, structure: str) -> bool:
        return isinstance(getattr(self._model, structure, None), dict)


def named(model: Any, structure: str, tensors: list[Any], names: list[str]) -> list[tuple[str, Any]]:
    """A dictionary's own keys; else the names, made different where two are the same."""
    declared = getattr(model, structure, None)
    if isinstance(declared, dict):
        return list(declared.items())
    unique = names if len(set(names)) == len(names) else [f"{name}_{index}" for index, name in enumerate(names)]
    return list(zip(unique, tensors, strict=True))


def operation_name(tensor: Any) -> str:
    """Of the layer that makes it, as Keras itself calls outputs; the tensor's own name is a running number."""
    history = getattr(tensor, "_keras_history", None)
    return str(history.operation.name) if history is not None else str(tensor.name)


def load(keras: Any, request: Request) -> Any:
    try:
        return keras.models.load_model(request.path, compile=False, safe_mode=request.trust is None)
    except (ValueError, TypeError) as error:
        text = str(error)
        # Keras has no error of its own for it.
        if "safe_mode" in text or "enable_unsafe_deserialization" in text or "Lambda" in text and "unsafe" in text:
            raise not_trusted(request, "it has a layer whose code is stored in the file (Lambda)") from error
        if "Could not locate" in text or "Unknown layer" in text or "Unknown object" in text or "not registered" in text:
            raise HostError(
                "MODEL_CODE_MISSING",
                f"{request.shown} is made of classes whose code is not in the file: {missing_class(text)}",
                "Ask the old agency for the SavedModel, which holds the computation itself: model.export(\"folder\"); or for ONNX.",
            ) from error
        raise


def missing_class(text: str) -> str:
    """Keras puts the whole configuration around it."""
    found = re.search(r"(Could not locate (?:class|function) '[^']+'|Unknown (?:layer|object)[^.]*)", text)
    return found.group(1) if found else text.splitlines()[0][:300]


def not_trusted(request: Request, what: str) -> HostError:
    digest = digest_of(request)
    return HostError(
        "MODEL_NOT_TRUSTED",
        f"{request.shown} can execute any code when it is loaded ({what}), and the plan does not say that it is trusted.",
        f'Only if you know who made this file and trust them with this machine, write trust: "{digest}" beside artifact in the plan '
        f"(without a plan: --trust {digest}). Otherwise ask for an export that holds no code (model.export, ONNX).",
    )


def check_archive(request: Request) -> str | None:
    """The version of Keras that saved the archive, once nothing in it reaches outside."""
    try:
        with zipfile.ZipFile(request.path) as archive:
            check_entries(archive, request.shown)
            for entry in archive.namelist():
                if entry.endswith(".h5"):
                    refuse_other_files(io.BytesIO(archive.read(entry)), f"{request.shown} ({entry})")
            version = json.loads(archive.read("metadata.json")).get("keras_version")
            return None if version is None else str(version)
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"{request.shown} is not a whole .keras archive: {error}",
            "Copy the file again, and compare its size and sha256 with the sender's.",
        ) from error


def check_hdf5(request: Request) -> str | None:
    import h5py

    try:
        refuse_other_files(request.path, request.shown)
        with h5py.File(request.path, "r") as file:
            config, version = file.attrs.get("model_config"), file.attrs.get("keras_version")
    except OSError as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"{request.shown} cannot be read as HDF5: {error}",
            "Copy the file again, and compare its size and sha256 with the sender's.",
        ) from error
    if config is None:
        raise HostError(
            "MODEL_CODE_MISSING",
            f"{request.shown} holds weights only: it has no model_config, so nobody can tell what is computed with them.",
            'Ask the old agency for the whole model: model.save("model.keras"), or model.export("folder"); or for ONNX.',
        )
    return text_of(version)


def text_of(value: Any) -> str | None:
    return None if value is None else value.decode() if isinstance(value, bytes) else str(value)


def version_of(version: str) -> tuple[int, ...]:
    numbers = [int("".join(c for c in part if c.isdigit()) or 0) for part in version.split(".")[:3]]
    return tuple(numbers)
