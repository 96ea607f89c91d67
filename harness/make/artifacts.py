"""From trained scikit-learn estimators to artifacts, and what the artifacts answer when their own runtime runs them."""

import json
import subprocess
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pandas as pd
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import (
    BooleanTensorType,
    FloatTensorType,
    Int64TensorType,
    StringTensorType,
)
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

# The newest operators allowed; the file declares the oldest set that has what it uses, so that old runtimes run it too.
OPSET = 18


def column_inputs(table: pd.DataFrame, names: list[str]) -> list:
    """One [?, 1] input for each column, of the column's own type."""
    types = {'f': FloatTensorType, 'i': Int64TensorType, 'b': BooleanTensorType}
    return [(name, types.get(table[name].dtype.kind, StringTensorType)([None, 1])) for name in names]


def vector_input(name: str, width: int) -> list:
    return [(name, FloatTensorType([None, width]))]


def write_onnx(path: Path, estimator, inputs: list, *, title: str, zipmap: bool | None) -> None:
    """`zipmap`: answers as scikit-learn users know them, a map of label to probability; None for a regression."""
    options = {} if zipmap is None else {id(estimator): {'zipmap': zipmap}}
    model = convert_sklearn(estimator, name=title, initial_types=inputs, target_opset=OPSET, options=options)
    # Python's hash seed decides the order in which skl2onnx lists these.
    operators = sorted(model.opset_import, key=lambda entry: entry.domain)
    del model.opset_import[:]
    model.opset_import.extend(operators)
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def answer_onnx(path: Path, table: pd.DataFrame, inputs: dict[str, list[str]] | None = None) -> list:
    """The outputs, in order. `inputs`: columns of each input; without it, one input per column by name."""
    session = onnxruntime.InferenceSession(path)
    types = {'tensor(float)': np.float32, 'tensor(int64)': np.int64, 'tensor(bool)': np.bool_, 'tensor(string)': object}
    feeds = {}
    for port in session.get_inputs():
        columns = [port.name] if inputs is None else inputs[port.name]
        feeds[port.name] = rows_of(table, columns, types[port.type])
    return session.run(None, feeds)


def answer_tfjs(folder: Path, inputs: dict[str, np.ndarray]) -> np.ndarray:
    """Through TensorFlow.js itself, in Node."""
    request = {'folder': str(folder), 'inputs': {name: rows.tolist() for name, rows in inputs.items()}}
    script = Path(__file__).with_name('checkTfjs.mjs')
    done = subprocess.run(['node', script], input=json.dumps(request), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f'TensorFlow.js could not run {folder}:\n{done.stderr}')
    return np.array(json.loads(done.stdout))


def rows_of(table: pd.DataFrame, columns: list[str], dtype=np.float32) -> np.ndarray:
    if len(columns) == 1 and isinstance(table[columns[0]].iloc[0], np.ndarray):
        return np.stack(table[columns[0]].to_numpy()).astype(dtype)
    return table[columns].to_numpy().astype(dtype)


def dense_layers(
    scaler: StandardScaler, network: MLPClassifier | MLPRegressor, activation: str, last: str | None
) -> list:
    """
    The network's layers with the standardisation folded into the first, so that the artifact takes the columns as
    they are:
    ((x - mean) / scale) W + b = x (W / scale) + (b - (mean / scale) W).
    """
    kernels, biases = list(network.coefs_), list(network.intercepts_)
    biases[0] = biases[0] - (scaler.mean_ / scaler.scale_) @ kernels[0]
    kernels[0] = kernels[0] / scaler.scale_[:, None]
    activations = [activation] * (len(kernels) - 1) + [last]
    return list(zip(kernels, biases, activations, strict=True))


def check(artifact: str, answered, expected) -> None:
    """The artifact says what the trained model says, up to single precision."""
    largest = float(np.max(np.abs(np.asarray(answered) - np.asarray(expected))))
    print(f'  {artifact}: largest difference from scikit-learn {largest:.1e} in {len(answered)} cases')
    if not largest < 1e-4:
        # A threshold that rounds to the other side in single precision moves a few cases of a tree by more.
        far = np.mean(np.abs(np.asarray(answered) - np.asarray(expected)) > 1e-4)
        print(f'    {far:.2%} of the answers differ by more than 1e-4')
        assert far < 0.001, f'{artifact} is not the model that was trained'
