"""What a runtime is: a loaded artifact, inside the host."""

from __future__ import annotations

from typing import Protocol

from .protocol import Signature, Warning
from .tensors import Array, Tensor


class Runtime(Protocol):
    @property
    def signature(self) -> Signature: ...

    @property
    def runtime(self) -> str:
        """Package and version, e.g. `scikit-learn 1.9.1 (Pipeline)`."""
        ...

    @property
    def warnings(self) -> list[Warning]: ...

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        """The wanted outputs; batches fit the signature, which the parent has checked."""
        ...
