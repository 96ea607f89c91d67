"""Folders that MLflow saved and only MLflow can load: its Python function, which may hold code of the agency's own."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..pickle_guard import raise_if_refused
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..tensors import Array, Tensor, dtype_of
from .mlflow_folder import copy_trusted

#: The one output of a function that names none, and the one input.
PREDICTION = "prediction"
INPUT = "input"

#: Types of columns in a signature, by core's names. Dates come as ISO texts.
COLUMNS = {
    "boolean": "bool",
    "integer": "int32",
    "long": "int64",
    "float": "float32",
    "double": "float64",
    "string": "utf8",
    "datetime": "utf8",
}


def load_mlflow(request: Request) -> Runtime:
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", MLFLOW_TRACKING_URI=str(Path(request.scratch) / "tracking"))
    folder = copy_trusted(request)
    import mlflow.pyfunc

    try:
        function = mlflow.pyfunc.load_model(str(folder))
    except ModuleNotFoundError as error:
        raise needs_package(error, folder, request.shown) from error
    finally:
        raise_if_refused()
    return MlflowRuntime(function, folder, mlflow.__version__, request.shown)


class MlflowRuntime:
    """
    Inputs are those of the folder's signature: a data frame of its columns, or tensors. Outputs are found by a trial on the input
    example that the folder holds, else on two made-up cases.
    """

    def __init__(self, function: Any, folder: Path, version: str, shown: str) -> None:
        self._function = function
        self._shown = shown
        flavours = function.metadata.flavors
        loader = str(flavours["python_function"].get("loader_module", ""))
        own = " with code of its own" if flavours["python_function"].get("code") and any(folder.glob("code/**/*.py")) else ""
        self.runtime = f"mlflow {version} ({loader}{own})"
        self.warnings: list[Warning] = saved_versions(folder)
        self._schema = self._input_schema()
        self.signature = Signature(self._inputs(), self._outputs(folder))

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        answers = self._answers(self._cases({name: tensor.data for name, tensor in inputs.items()}))
        return {name: answers[name] for name in wanted}

    def _input_schema(self) -> Any:
        schema = self._function.metadata.get_input_schema()
        if schema is not None and len(schema.inputs) > 0:
            return schema
        raise HostError(
            "MODEL_SIGNATURE_UNKNOWN",
            f"{self._shown} is an MLflow folder without a signature: what it takes is not known.",
            "Ask for it with one: log_model(..., signature=infer_signature(inputs, outputs), input_example=inputs).",
        )

    def _inputs(self) -> tuple[Port, ...]:
        if self._schema.is_tensor_spec():
            return tuple(
                Port(spec.name or INPUT, dtype_name(spec.type), tuple(None if n < 0 else int(n) for n in spec.shape))
                for spec in self._schema.inputs
            )
        if not self._schema.has_input_names():
            return (Port(INPUT, "float64", (None, len(self._schema.inputs))),)
        return tuple(Port(spec.name, self._column_type(spec), (None,)) for spec in self._schema.inputs)

    def _column_type(self, spec: Any) -> str:
        found = COLUMNS.get(getattr(spec.type, "name", ""))
        if found is not None:
            return found
        raise HostError(
            "MODEL_SIGNATURE_UNKNOWN",
            f'{self._shown} takes the column "{spec.name}" of type {spec.type}, which a column of a set cannot be yet.',
            "Record its predictions, and compare those.",
        )

    def _outputs(self, folder: Path) -> tuple[Port, ...]:
        try:
            rows, cases = self._example(folder)
            answers = self._answers(cases)
            if not all(answer.ndim > 0 and len(answer) == rows for answer in answers.values()):
                raise ValueError(f"it gave {', '.join(f'{n}: {a.shape}' for n, a in answers.items())} for {rows} cases")
            return tuple(Port(name, dtype_of(a), (None, *a.shape[1:])) for name, a in answers.items())
        except Exception as error:
            raise HostError(
                "MODEL_FAILED",
                f"{self._shown} does not answer {'its own input example' if self._has_example(folder) else 'two made-up cases'}: "
                f"{type(error).__name__}: {error}",
                "Try it where it was made (mlflow models predict); if it needs cases of another kind, ask for the folder with an "
                "input_example.",
            ) from error

    def _has_example(self, folder: Path) -> bool:
        return bool(self._function.metadata.saved_input_example_info)

    def _example(self, folder: Path) -> tuple[int, Any]:
        """The number of cases, and the cases."""
        if self._has_example(folder):
            example = self._function.metadata.load_input_example(str(folder))
            first = next(iter(example.values())) if isinstance(example, dict) else example
            return len(first), example
        zeros = {
            port.name: np.full((2, *(1 if n is None else n for n in port.shape[1:])), *filler(port.dtype))
            for port in self._inputs()
        }
        return 2, self._cases(zeros)

    def _cases(self, arrays: dict[str, Array]) -> Any:
        if self._schema.is_tensor_spec():
            named = self._schema.has_input_names()
            return {name: np.array(array) for name, array in arrays.items()} if named else np.array(arrays[INPUT])
        import pandas as pd

        if not self._schema.has_input_names():
            return pd.DataFrame(np.array(arrays[INPUT]))
        types = {spec.name: spec.type.name for spec in self._schema.inputs}
        return pd.DataFrame({name: column(arrays[name], kind) for name, kind in types.items()})

    def _answers(self, cases: Any) -> dict[str, Array]:
        answer = self._function.predict(cases)
        if hasattr(answer, "columns"):
            return {str(name): plain(answer[name].to_numpy()) for name in answer.columns}
        if isinstance(answer, dict):
            return {str(name): plain(np.asarray(value)) for name, value in answer.items()}
        return {PREDICTION: plain(np.asarray(answer))}


def plain(array: Array) -> Array:
    """Texts as objects; a column of objects that are all numbers as numbers."""
    if array.dtype == object and not all(isinstance(value, str) for value in array.reshape(-1).tolist()):
        array = np.array(array.tolist())
    return array.astype(object) if dtype_of(array) == "utf8" else array


def column(data: Array, kind: str) -> Any:
    """The empty text stands for a missing one, which pandas has as NaN."""
    if kind == "datetime":
        import pandas as pd

        return pd.to_datetime(pd.Series([text or None for text in data.tolist()]), format="ISO8601")
    if kind == "string":
        texts = data.astype(object)
        texts[texts == ""] = np.nan
        return texts
    return data


def filler(dtype: str) -> tuple[Any, Any]:
    """What made-up cases hold, and its type for numpy."""
    return ("a", object) if dtype == "utf8" else (0, np.dtype(dtype))


def dtype_name(dtype: Any) -> str:
    return "utf8" if np.dtype(dtype).kind in "OU" else dtype_of(np.zeros(1, dtype))


def saved_versions(folder: Path) -> list[Warning]:
    """Of the packages that were loaded, those that the folder was saved with another version of."""
    written = folder / "requirements.txt"
    pins = dict(
        line.strip().split("==", 1) for line in (written.read_text().splitlines() if written.exists() else []) if "==" in line
    )
    found = []
    for name, saved in sorted(pins.items()):
        running = installed(name)
        if running is not None and running.split("+")[0] != saved.split("+")[0].split(";")[0].strip():
            found.append(version_mismatch(name, saved, running))
    return found


def installed(name: str) -> str | None:
    for published in (name, f"{name}-skinny", f"{name}-cpu"):
        try:
            return metadata.version(published)
        except metadata.PackageNotFoundError:
            continue
    return None


def needs_package(error: ModuleNotFoundError, folder: Path, shown: str) -> HostError:
    if "loader_module: mlflow.pytorch" in (folder / "MLmodel").read_text():
        return HostError(
            "PYTHON_PACKAGE_MISSING",
            f'{shown} is a pickled PyTorch model of a class in "{error.name}", which is neither in the folder nor installed.',
            "Ask for it as a program, which needs no class of theirs: mlflow.pytorch.save_model(model, path, "
            'serialization_format="pt2", input_example=example), or for the folder with that code (code_paths).',
        )
    written = folder / "requirements.txt"
    hint = f"Its requirements.txt asks for: {', '.join(written.read_text().split())}." if written.exists() else ""
    return HostError(
        "PYTHON_PACKAGE_MISSING",
        f'{shown} needs the Python package "{error.name}", which {sys.executable} does not have.',
        f"{hint} Install them in an environment of your own with the host's packages, and name its interpreter in RECETTE_PYTHON.".strip(),
    )
