"""A model with the plan's own code before it: to the outside it takes what that code takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..protocol import HookRequest, Port, Signature, Warning
from ..runtime import Runtime
from ..serve_batch import rows_of, run_in_steps
from ..tensors import Array, Tensor
from .answer import read_prepared
from .failure import hook_failure
from .module import load_module


def prepare_runtime(runtime: Runtime, hook: HookRequest) -> PreparedRuntime:
    inputs, prepare = load_module(hook)
    return PreparedRuntime(runtime, hook, inputs, prepare)


class PreparedRuntime:
    def __init__(
        self, runtime: Runtime, hook: HookRequest, inputs: tuple[Port, ...], prepare: Callable[[dict[str, Array]], Any]
    ) -> None:
        self._artifact = runtime
        self._hook = hook
        self._prepare = prepare
        self.signature = Signature(inputs, runtime.signature.outputs, runtime.signature.labels)
        self.runtime = runtime.runtime
        self.threads: int | None = getattr(runtime, "threads", None)

    @property
    def warnings(self) -> list[Warning]:
        return self._artifact.warnings

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        # Arrow's memory is read-only, and code of the plan's may write into what it is given.
        cases = {name: np.array(tensor.data) for name, tensor in inputs.items()}
        incomplete = find_incomplete(inputs)
        try:
            answer = self._prepare(cases)
        except BaseException as error:  # SystemExit too
            raise hook_failure(error, self._hook) from error
        prepared = read_prepared(answer, self._artifact.signature.inputs, incomplete, self._hook.shown)
        # The model may take a fixed number of cases at a time; the preparation takes any.
        return run_in_steps(self._artifact, prepared, wanted)


def find_incomplete(inputs: dict[str, Tensor]) -> Array:
    """The cases of which something is missing (a NaN, an empty text): only of these may a prepared number be NaN."""
    incomplete = np.zeros(rows_of(inputs), dtype=bool)
    for tensor in inputs.values():
        flat = tensor.data.reshape(len(incomplete), -1)
        if tensor.dtype == "utf8":
            incomplete |= (flat == "").any(axis=1)
        elif flat.dtype.kind == "f":
            incomplete |= np.isnan(flat).any(axis=1)
    return incomplete
