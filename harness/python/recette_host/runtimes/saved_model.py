"""TensorFlow SavedModels, by one of their signatures: named tensors in, named tensors out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import HostError
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..signatures import choose_signature
from ..tensorflow_values import exchanged_dtype, start_tensorflow, to_array, to_tensorflow
from ..tensors import Array, Tensor


def load_saved_model(request: Request) -> Runtime:
    tf = start_tensorflow(request.threads)
    # The object owns the variables: without it they are freed.
    model = load(tf, request)
    name = choose_signature(list(model.signatures), request)
    return SavedModelRuntime(tf, model, model.signatures[name], request.shown)


def load(tf: Any, request: Request) -> Any:
    """The request names saved_model.pb, as that of a folder which says what the rest is; TensorFlow loads the folder."""
    try:
        return tf.saved_model.load(str(Path(request.path).parent))
    except (OSError, ValueError, tf.errors.OpError) as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"{request.shown} cannot be loaded as a SavedModel: {str(error).splitlines()[0]}",
            "Check that the folder is complete (saved_model.pb and variables/; compare its sha256 with the sender's), and that it "
            "uses no custom operations.",
        ) from error


class SavedModelRuntime:
    def __init__(self, tf: Any, model: Any, function: Any, shown: str) -> None:
        self._tf = tf
        self._model = model
        self.threads = int(tf.config.threading.get_intra_op_parallelism_threads())
        self._function = function
        self.runtime = f"tensorflow {tf.__version__}"
        saved = getattr(model, "tensorflow_version", None)
        self.warnings: list[Warning] = (
            [version_mismatch("TensorFlow", saved, tf.__version__)] if saved and saved != tf.__version__ else []
        )
        self.signature = Signature(
            ports(function.structured_input_signature[1], shown), ports(function.structured_outputs, shown)
        )

    def learnt(self) -> list[Array]:
        """The variables that the signature computes with; bfloat16, which numpy lacks, is exact in single precision."""
        tf = self._tf
        values = [variable.read_value() for variable in self._function.variables]
        return [(tf.cast(v, tf.float32) if v.dtype == tf.bfloat16 else v).numpy() for v in values if v.dtype != tf.string]

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        answer = self._function(**{name: to_tensorflow(self._tf, tensor) for name, tensor in inputs.items()})
        return {name: to_array(self._tf, answer[name], name) for name in wanted}


def ports(specs: dict[str, Any], shown: str) -> tuple[Port, ...]:
    """By name, as the native host has them: the file keeps no order."""
    return tuple(
        Port(name, exchanged_dtype(spec.dtype.name, name, shown), shape_of(spec)) for name, spec in sorted(specs.items())
    )


def shape_of(spec: Any) -> tuple[int | None, ...]:
    return () if spec.shape.rank is None else tuple(spec.shape.as_list())
