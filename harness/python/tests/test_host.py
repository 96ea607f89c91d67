"""The whole program, as a parent starts it."""

import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from recette_host.protocol import WANTED
from recette_host.tensors import Tensor, TensorReader, TensorWriter

HOST = Path(__file__).parent.parent


class Run:
    """One host from beginning to end: what it said on file descriptor 3, and what it answered."""

    def __init__(self, format: str, path: Path, trust: str | None, cases: bytes = b"", protocol: int = 1) -> None:
        scratch = path.parent / "scratch"
        scratch.mkdir()
        request = {
            "protocol": protocol, "format": format, "path": str(path), "shown": path.name, "scratch": str(scratch),
            "parent": os.getpid(), "trust": trust,
        }
        control, write = os.pipe()
        # The shell gives the pipe the number that the protocol wants.
        command = f'exec "$0" -B -m recette_host "$1" 3>&{write}'
        process = subprocess.run(
            ["bash", "-c", command, sys.executable, json.dumps(request)],
            input=cases, capture_output=True, pass_fds=[write], cwd=scratch,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOST)}, timeout=120,
        )
        os.close(write)
        with os.fdopen(control) as lines:
            self.messages: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.code, self.output, self.log = process.returncode, process.stdout, process.stderr.decode()
        self.scratch = scratch


def stream(wanted: list[str] | None, *batches: np.ndarray) -> bytes:
    sink = io.BytesIO()
    writer = TensorWriter(sink)
    for data in batches:
        writer.write([Tensor("X", "float64", data)])
    writer.close()
    # The parent asks for outputs in the schema.
    import pyarrow as pa

    reader = pa.ipc.open_stream(io.BytesIO(sink.getvalue()))
    asked = io.BytesIO()
    with pa.ipc.new_stream(asked, reader.schema.with_metadata({WANTED: json.dumps(wanted)})) as out:
        for batch in reader:
            out.write_batch(batch)
    return asked.getvalue()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.joblib"
    joblib.dump(LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], ["a", "a", "b", "b"]), path)
    return path


def test_answers_batch_after_batch_and_leaves_nothing(model: Path) -> None:
    cases = stream(["predict", "predict_proba"], np.array([[0.0], [3.0]]), np.array([[1.0]]))
    run = Run("joblib", model, digest(model), cases)
    ready, first, second = run.messages
    assert ready["type"] == "ready" and ready["protocol"] == 1 and ready["signature"]["labels"] == ["a", "b"]
    assert [first["rows"], second["rows"]] == [2, 1] and first["elapsedNs"] > 0
    answers = list(TensorReader(io.BytesIO(run.output)))
    assert [list(answer) for answer in answers] == [["predict", "predict_proba"]] * 2
    assert answers[0]["predict"].data.tolist() == ["a", "b"]
    assert run.code == 0 and not run.scratch.exists()


def test_ends_quietly_when_there_is_nothing_to_answer(model: Path) -> None:
    run = Run("joblib", model, digest(model))
    assert run.code == 0 and [message["type"] for message in run.messages] == ["ready"]


def test_what_a_package_prints_goes_to_the_log(tmp_path: Path) -> None:
    path = tmp_path / "talks.pkl"
    path.write_bytes(b"cbuiltins\nprint\n(S'hello'\ntR.")
    run = Run("pickle", path, digest(path))
    assert run.output == b"" and "hello" in run.log
    assert run.messages[0]["code"] == "MODEL_NOT_A_MODEL"


def test_loads_only_the_bytes_that_are_trusted(model: Path) -> None:
    run = Run("joblib", model, "0" * 64)
    assert run.code == 1 and run.messages[0]["code"] == "MODEL_NOT_TRUSTED"
    assert digest(model) in run.messages[0]["message"]


class Touch:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return os.system, (f"touch {self.target}",)


def test_a_pickle_hidden_behind_an_array_where_no_scanner_looks_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "touched"
    path = tmp_path / "model.joblib"
    # joblib writes raw numbers between opcodes, and arrays of objects as a pickle of their own after them.
    joblib.dump([np.arange(1000.0), np.array([Touch(target)], dtype=object)], path)
    run = Run("joblib", path, digest(path))
    assert run.messages[0]["code"] == "MODEL_DANGEROUS" and not target.exists()


def test_a_pickle_inside_a_compressed_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "touched"
    path = tmp_path / "model.joblib"
    joblib.dump(Touch(target), path, compress=3)
    run = Run("joblib", path, digest(path))
    assert run.messages[0]["code"] == "MODEL_DANGEROUS" and not target.exists()


@pytest.mark.parametrize("name", ["getattr", "eval", "__import__", "setattr", "globals"])
def test_builtins_that_no_model_needs_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "model.pkl"
    path.write_bytes(pickle.dumps([1])[:-1] + f"cbuiltins\n{name}\n.".encode())
    run = Run("pickle", path, digest(path))
    assert run.messages[0]["code"] == "MODEL_DANGEROUS"


def test_refuses_another_protocol(model: Path) -> None:
    run = Run("joblib", model, digest(model), protocol=2)
    assert run.code == 1 and "protocol 2" in run.messages[0]["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_ends_with_its_parent(model: Path) -> None:
    request = {
        "protocol": 1, "format": "joblib", "path": str(model), "shown": "m", "trust": digest(model),
        "scratch": str(model.parent / "none"),
    }
    script = (
        "import json, os, subprocess, sys; r = json.loads(sys.argv[1]); r['parent'] = os.getpid()\n"
        "null = os.open(os.devnull, os.O_WRONLY); os.dup2(null, 3)\n"
        "p = subprocess.Popen([sys.executable, '-B', '-m', 'recette_host', json.dumps(r)], pass_fds=[3],\n"
        "                     stdin=subprocess.PIPE, stdout=null)\n"
        "print(p.pid, flush=True); import time; time.sleep(3); os._exit(0)"
    )
    parent = subprocess.run(
        [sys.executable, "-c", script, json.dumps(request)], stdout=subprocess.PIPE, cwd=HOST, timeout=60
    )
    host = int(parent.stdout)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{host}").exists() and "Z" not in Path(f"/proc/{host}/stat").read_text().split()[2]:
        assert time.monotonic() < deadline, "the host outlived its parent"
        time.sleep(0.1)
