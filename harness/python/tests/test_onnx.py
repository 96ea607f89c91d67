"""ONNX in the Python host must be what it is in the Node host: the same labels, outputs, answers and digests of weights."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recette_host.errors import HostError
from recette_host.protocol import Request
from recette_host.tensors import Tensor
from recette_host.weights import tally

onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

from recette_host.runtimes.onnx import OnnxRuntime, load_onnx  # noqa: E402

MODELS = Path(__file__).parents[3] / "test" / "fixtures" / "models"
HEADS = MODELS.parent / "heads"


def open_onnx(path: Path) -> OnnxRuntime:
    runtime = load_onnx(Request("onnx", str(path), path.name, "scratch", 0, None))
    assert isinstance(runtime, OnnxRuntime)
    return runtime


def ask(runtime: OnnxRuntime, data: Any, output: str) -> Any:
    (port,) = runtime.signature.inputs
    return runtime.run({port.name: Tensor(port.name, port.dtype, np.asarray(data, port.dtype))}, [output])[output]


def test_zip_map_gives_out_its_matrix_and_its_keys_are_the_labels() -> None:
    known = json.loads((MODELS / "zipmap.json").read_text())
    runtime = open_onnx(MODELS / "zipmap.onnx")
    assert runtime.signature.labels == tuple(known["labels"])
    (scores,) = [port for port in runtime.signature.outputs if port.dtype == "float32"]
    assert (scores.shape, scores.labels) == ((None, 2), tuple(known["labels"]))
    np.testing.assert_allclose(ask(runtime, known["x"], scores.name), known["probabilities"], atol=1e-6)


def test_two_classifiers_tell_the_labels_of_their_own_output_and_none_of_the_whole() -> None:
    runtime = open_onnx(HEADS / "classifiers.onnx")
    assert runtime.signature.labels is None
    assert {port.name: port.labels for port in runtime.signature.outputs} == {
        "topic_scores": ("complaint", "invoice", "order", "other", "return"),
        "priority_scores": ("low", "normal", "high"),
    }
    # The largest of five numbers is an order: the third label of this model.
    assert int(np.argmax(ask(runtime, [[1, 0, 0, 0, 0]], "topic_scores"))) == 2


@pytest.mark.parametrize(
    ("text", "labels"),
    [('["a", 2, true]', ("a", "2", "true")), ("a, b\nc", ("a", "b", "c")), ("one", None), ("a,,b", None), ("[broken", None)],
)
def test_labels_of_the_metadata_are_read_as_the_node_host_reads_them(
    text: str, labels: tuple[str, ...] | None, tmp_path: Path
) -> None:
    model = onnx.load(MODELS / "sigmoid.onnx")
    onnx.helper.set_model_props(model, {"Classes": text})
    onnx.save(model, tmp_path / "m.onnx")
    assert open_onnx(tmp_path / "m.onnx").signature.labels == labels


def test_a_map_in_the_metadata_gives_each_output_its_labels(tmp_path: Path) -> None:
    model = onnx.load(HEADS / "old.onnx")
    onnx.helper.set_model_props(model, {"labels": json.dumps({"urgency": ["low", "normal", "high"], "intent": ["too", "few"]})})
    onnx.save(model, tmp_path / "m.onnx")
    signature = open_onnx(tmp_path / "m.onnx").signature
    # Two labels are none of five scores.
    assert {port.name: port.labels for port in signature.outputs} == {"intent": None, "urgency": ("low", "normal", "high")}


def test_outputs_that_are_labels_come_as_texts_and_whole_numbers() -> None:
    text = ask(open_onnx(MODELS / "label-text.onnx"), [[0.1, 0.7, 0.2]], "label")
    assert text.shape == (1,) and isinstance(text[0], str)
    index = ask(open_onnx(MODELS / "label-index.onnx"), [[0.1, 0.7, 0.2]], "label")
    assert (index.dtype, index.tolist()) == (np.dtype(np.int64), [1])


def test_weights_in_a_file_beside_it_are_found_and_their_lack_is_told(tmp_path: Path) -> None:
    shutil.copy(MODELS / "external.onnx", tmp_path)
    with pytest.raises(HostError) as told:
        open_onnx(tmp_path / "external.onnx")
    assert told.value.code == "MODEL_UNREADABLE"
    # The machine's path is nobody's business.
    assert str(tmp_path / "external.onnx") not in told.value.message
    shutil.copy(MODELS / "external.bin", tmp_path)
    runtime = open_onnx(tmp_path / "external.onnx")
    assert ask(runtime, [[1, 2]], "y").shape == (1, 1)
    assert [array.size for array in runtime.learnt()] == [2]


# What the Node host tells of the same files (src/models/host/onnxWeights.ts).
@pytest.mark.parametrize(
    ("name", "sha256", "elements"),
    [
        ("mlp", "f367bfeac1d389843f92ccb7230999d1f48ded3237a2ba635a54f915bca8a4ef", 387),
        ("zipmap", "9c95ab61b3dd7af4b454813c9db2f615997014d49d2167142f80a53571588e7d", 6),
        ("external", "01aae96530a687c66f85354b6247965275a0d3eb354ca3cbfd6660af3fdb739a", 2),
        ("float16", "32a68932a67a1dcffd759b6bf0e145e882c66370b2d56902179726192825c290", 1),
    ],
)
def test_digests_of_weights_are_those_of_the_node_host(name: str, sha256: str, elements: int) -> None:
    report = tally(open_onnx(MODELS / f"{name}.onnx").learnt())
    assert report is not None
    assert (report["sha256"], report["elements"]) == (sha256, elements)


def test_a_file_that_is_no_model_is_told_by_its_shown_name(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"not a model")
    request = Request("onnx", str(tmp_path / "m.onnx"), "delivery/m.onnx", "scratch", 0, None)
    with pytest.raises(HostError) as told:
        load_onnx(request)
    assert told.value.message.startswith("delivery/m.onnx cannot be loaded as ONNX")
    assert str(tmp_path) not in told.value.message
