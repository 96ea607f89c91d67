"""What every TensorFlow runtime shares: the package itself, one thread, and tensors to arrays and back."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from .errors import HostError
from .tensors import TYPES, Array, Tensor


def start_tensorflow(threads: int) -> Any:
    """One thread unless told, so that answers repeat bit for bit; Keras on TensorFlow, never on PyTorch: both in one process can crash each other."""
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    # A graphics card adds in another order, and is not part of what is measured.
    tf.config.set_visible_devices([], "GPU")
    return tf


def to_tensorflow(tf: Any, tensor: Tensor) -> Any:
    return tf.constant(tensor.data, dtype=tf.string if tensor.dtype == "utf8" else tensor.dtype)


def to_array(tf: Any, value: Any, name: str) -> Array:
    if not isinstance(value, tf.Tensor):
        raise HostError(
            "MODEL_UNSUPPORTED",
            f'output "{name}" is a {type(value).__name__}, not a plain tensor.',
            "Export the model with dense outputs (e.g. .to_tensor() of a ragged one).",
        )
    if value.dtype == tf.bfloat16:
        value = tf.cast(value, tf.float32)
    found: Array = value.numpy()
    if value.dtype != tf.string:
        return found
    return np.array([text.decode("utf-8", "replace") for text in found.reshape(-1)], object).reshape(found.shape)


def exchanged_dtype(name: str, port: str, shown: str) -> str:
    """Core's name for a TensorFlow type; bfloat16 is widened, which loses nothing."""
    if name == "string":
        return "utf8"
    if name == "bfloat16":
        return "float32"
    if name in TYPES:
        return name
    raise HostError(
        "MODEL_UNSUPPORTED",
        f'{shown}: "{port}" holds values of type {name}, which cannot be exchanged.',
        "Export the model with float32 inputs and outputs.",
    )
