"""
Makes test/fixtures/models/tensorflow: small models in every format of TensorFlow, each with its weights in ONNX written by hand, and the
hostile and broken ones. Needs tensorflow-cpu==2.21.0, keras==3.15.1, onnx==1.23.2 and pyarrow (Python 3.11). Bytes differ from run to run
(dates, debug information), numbers do not.

    python harness/make/tensorflow_fixtures.py
"""

import io
import json
import os
import shutil
import zipfile
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
import onnx
import pyarrow as pa
import pyarrow.feather
import tensorflow as tf
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper as nh

OUT = Path(__file__).parents[2] / "test" / "fixtures" / "models" / "tensorflow"
RNG = np.random.default_rng(20260412)


def normal(*shape):
    return RNG.normal(0, 0.6, shape).astype(np.float32)


def twin(name, nodes, inputs, outputs, weights):
    """The same weights in ONNX."""
    info = lambda ports: [h.make_tensor_value_info(port, dtype, shape) for port, dtype, shape in ports]
    graph = h.make_graph(
        [h.make_node(kind, ins, outs, **more) for kind, ins, outs, more in nodes],
        name,
        info(inputs),
        info(outputs),
        [nh.from_array(np.asarray(array), key) for key, array in weights.items()],
    )
    onnx.save(h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8), OUT / f"{name}.onnx")


def export(model, name):
    model.export(OUT / name, verbose=False)
    # A hash of the folder's own, and an empty folder: neither is needed to run it.
    (OUT / name / "fingerprint.pb").unlink(missing_ok=True)
    shutil.rmtree(OUT / name / "assets", ignore_errors=True)


def save_module(module, name, signatures):
    tf.saved_model.save(module, str(OUT / name), signatures=signatures)
    (OUT / name / "fingerprint.pb").unlink(missing_ok=True)
    shutil.rmtree(OUT / name / "assets", ignore_errors=True)


def rewrite(source, target, change):
    """A .keras archive with some of its entries changed or added."""
    with zipfile.ZipFile(OUT / source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(OUT / target, "w") as archive:
        for name, content in change(entries).items():
            archive.writestr(name, content)


def perceptron():
    """Four numbers to three probabilities, in every format."""
    w1, b1, w2, b2 = normal(4, 8), normal(8), normal(8, 3), normal(3)
    model = keras.Sequential(
        [
            keras.Input((4,), name="features"),
            keras.layers.Dense(8, activation="relu", name="hidden"),
            keras.layers.Dense(3, activation="softmax", name="probabilities"),
        ]
    )
    model.set_weights([w1, b1, w2, b2])
    model.save(OUT / "dense.keras")
    model.save(OUT / "dense.h5")
    model.save_weights(OUT / "only.weights.h5")
    export(model, "dense-savedmodel")
    twin(
        "dense",
        [
            ("Gemm", ["features", "w1", "b1"], ["h"], {}),
            ("Relu", ["h"], ["r"], {}),
            ("Gemm", ["r", "w2", "b2"], ["z"], {}),
            ("Softmax", ["z"], ["probabilities"], {"axis": 1}),
        ],
        [("features", T.FLOAT, [None, 4])],
        [("probabilities", T.FLOAT, [None, 3])],
        {"w1": w1, "b1": b1, "w2": w2, "b2": b2},
    )
    cases = RNG.normal(0, 1, (40, 4)).astype(np.float32)
    answers = model(cases).numpy()
    known = {"cases": cases.flatten().tolist(), "probabilities": answers.flatten().tolist()}
    (OUT / "dense.json").write_text(json.dumps(known) + "\n")

    def older(entries):
        metadata = {**json.loads(entries["metadata.json"]), "keras_version": "3.5.0"}
        return {**entries, "metadata.json": json.dumps(metadata).encode()}

    rewrite("dense.keras", "dense-saved-by-3.5.keras", older)
    rewrite("dense.keras", "zip-slip.keras", lambda entries: {**entries, "../outside.txt": b"written outside"})
    rewrite("dense.keras", "linked-weights.keras", lambda entries: {**entries, "model.weights.h5": linked()})

    source = str(OUT / "dense-savedmodel")
    converter = lambda: tf.lite.TFLiteConverter.from_saved_model(source)
    (OUT / "dense.tflite").write_bytes(converter().convert())
    for name, dtype in (("dense-int8", tf.int8), ("dense-uint8", tf.uint8)):
        quantised = converter()
        quantised.optimizations = [tf.lite.Optimize.DEFAULT]
        quantised.representative_dataset = lambda: ([row[None]] for row in cases)
        quantised.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        quantised.inference_input_type = quantised.inference_output_type = dtype
        (OUT / f"{name}.tflite").write_bytes(quantised.convert())
    # As older converters write it: no signature, and one case at a time.
    one = tf.function(lambda features: tf.nn.softmax(tf.nn.relu(features @ w1 + b1) @ w2 + b2))
    fixed = one.get_concrete_function(tf.TensorSpec((1, 4), tf.float32, "features"))
    (OUT / "dense-one-case.tflite").write_bytes(tf.lite.TFLiteConverter.from_concrete_functions([fixed]).convert())


def linked():
    """Weights in another file, which HDF5 would follow."""
    memory = io.BytesIO()
    with h5py.File(memory, "w") as file:
        file.create_group("layers")["hidden"] = h5py.ExternalLink("/proc/self/comm", "/x")
    return memory.getvalue()


def convolution():
    """Small grey images, from a column of tensors."""
    k, kb, w, b = normal(5, 5, 1, 4), normal(4), normal(4, 3), normal(3)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1), name="pixels"),
            keras.layers.Conv2D(4, 5, strides=3, activation="relu", name="edges"),
            keras.layers.GlobalAveragePooling2D(name="pool"),
            keras.layers.Dense(3, activation="softmax", name="digit"),
        ]
    )
    model.set_weights([k, kb, w, b])
    model.save(OUT / "convolution.keras")
    export(model, "convolution-savedmodel")
    twin(
        "convolution",
        [
            ("Transpose", ["pixels"], ["nchw"], {"perm": [0, 3, 1, 2]}),
            ("Conv", ["nchw", "k", "kb"], ["c"], {"strides": [3, 3]}),
            ("Relu", ["c"], ["r"], {}),
            ("GlobalAveragePool", ["r"], ["p"], {}),
            ("Flatten", ["p"], ["f"], {}),
            ("Gemm", ["f", "w", "b"], ["z"], {}),
            ("Softmax", ["z"], ["digit"], {"axis": 1}),
        ],
        [("pixels", T.FLOAT, [None, 28, 28, 1])],
        [("digit", T.FLOAT, [None, 3])],
        {"k": k.transpose(3, 2, 0, 1), "kb": kb, "w": w, "b": b},
    )
    images = RNG.uniform(0, 1, (24, 28, 28, 1)).astype(np.float32)
    labels = [str(label) for label in model(images).numpy().argmax(1)]
    column = pa.FixedSizeListArray.from_arrays(pa.array(images.reshape(-1)), 784)
    table = pa.table({"case": [f"c{i}" for i in range(24)], "pixels": column, "digit": labels})
    pa.feather.write_feather(table, OUT / "images.arrow", compression="uncompressed")


def columns():
    """Named inputs of a Keras model that stand for columns of a table, and two outputs."""
    w, b, v, c = normal(3, 2), normal(2), normal(3, 1), normal(1)
    age, income, tenure = (keras.Input((1,), name=name) for name in ("age", "income", "tenure"))
    joined = keras.layers.Concatenate(name="joined")([age, income, tenure])
    heads = {
        "churn": keras.layers.Dense(2, activation="softmax", name="two")(joined),
        "value": keras.layers.Dense(1, name="one")(joined),
    }
    model = keras.Model({"age": age, "income": income, "tenure": tenure}, heads)
    model.get_layer("two").set_weights([w, b])
    model.get_layer("one").set_weights([v, c])
    model.save(OUT / "columns.keras")
    export(model, "columns-savedmodel")
    twin(
        "columns",
        [
            ("Concat", ["age", "income", "tenure"], ["x"], {"axis": 1}),
            ("Gemm", ["x", "w", "b"], ["z"], {}),
            ("Softmax", ["z"], ["churn"], {"axis": 1}),
            ("Gemm", ["x", "v", "c"], ["value"], {}),
        ],
        [(name, T.FLOAT, [None, 1]) for name in ("age", "income", "tenure")],
        [("churn", T.FLOAT, [None, 2]), ("value", T.FLOAT, [None, 1])],
        {"w": w, "b": b, "v": v, "c": c},
    )


class TwoSignatures(tf.Module):
    """Whole numbers of several widths, several inputs and outputs, and no signature of the usual name."""

    def __init__(self):
        self.w = tf.Variable(normal(3, 2))

    @tf.function(input_signature=[
        tf.TensorSpec([None, 3], tf.float32, "x"),
        tf.TensorSpec([None], tf.int64, "count"),
        tf.TensorSpec([None, 2, 2], tf.uint8, "patch"),
        tf.TensorSpec([None], tf.bool, "member"),
    ])
    def classify(self, x, count, patch, member):
        total = tf.reduce_sum(tf.cast(patch, tf.int32), [1, 2])
        return {
            "scores": tf.nn.softmax(tf.matmul(x, self.w)),
            "next": count + 1,
            "total": total,
            "guest": tf.logical_not(member),
        }

    @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float64, "x")])
    def embed(self, x):
        return {"half": x / 2}


class Texts(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, "text")])
    def read(self, text):
        length = tf.strings.length(text, "UTF8_CHAR")
        return {"length": tf.cast(length, tf.float32), "loud": tf.strings.upper(text, encoding="utf-8")}


class ReadsFiles(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, "features")])
    def serve(self, features):
        size = tf.strings.length(tf.io.read_file("/proc/self/comm"))
        return {"probabilities": features[:, :3] + 0.0 * tf.cast(size, tf.float32)}


class SavesWeights(tf.Module):
    """Writes with the operation that every SavedModel has for its weights."""

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, "features")])
    def serve(self, features):
        save = tf.raw_ops.SaveV2(prefix="stolen", tensor_names=["x"], shape_and_slices=[""], tensors=[features])
        with tf.control_dependencies([save]):
            return {"probabilities": tf.identity(features[:, :3])}


@keras.saving.register_keras_serializable("agency")
class Own(keras.layers.Layer):
    """A class that only the old agency has."""

    def call(self, x):
        return x * 2


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    perceptron()
    convolution()
    columns()
    two = TwoSignatures()
    save_module(two, "two-signatures", {"classify": two.classify, "embed": two.embed})
    for module, name in ((Texts(), "texts"), (ReadsFiles(), "reads-files"), (SavesWeights(), "saves-weights")):
        function = module.read if isinstance(module, Texts) else module.serve
        save_module(module, name, {"serving_default": function})
    double = keras.Sequential([keras.Input((4,), name="features"), keras.layers.Lambda(lambda x: x * 2, name="twice")])
    double.save(OUT / "lambda.keras")
    double.save(OUT / "lambda.h5")
    keras.Sequential([keras.Input((4,), name="features"), Own(name="own")]).save(OUT / "own-class.keras")


main()
