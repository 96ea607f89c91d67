"""The words that both ends of the host protocol use. Its page is in ARCHITECTURE.md."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

PROTOCOL = 1

#: Key in the input stream's schema metadata: a JSON array of the outputs to send back.
WANTED = b"recette.wanted"
#: Key in a field's metadata: JSON of the shape of one case.
SHAPE = b"recette.shape"
#: Key in a field's metadata: the dtype, by Arrow's name.
DTYPE = b"recette.dtype"


@dataclass(frozen=True)
class HookRequest:
    """A preparation: its module lies in the scratch folder, with the files that it may read beside it."""

    path: str
    #: How messages name it.
    shown: str
    #: What it takes, as the plan says: this counts.
    inputs: tuple[Port, ...] | None
    #: What it takes if neither the plan nor the module says so.
    otherwise: tuple[Port, ...] | None


@dataclass(frozen=True)
class Request:
    """The host's only argument."""

    format: str
    path: str
    #: How messages name the artifact.
    shown: str
    scratch: str
    #: Process id of the parent: the host ends when it is gone.
    parent: int
    #: SHA-256 of the bytes that the plan trusts; what executes code on load is loaded from these bytes only.
    trust: str | None
    #: Dangerous names that its pickles may look up all the same.
    despite: tuple[str, ...] = ()
    #: Threads to compute with.
    threads: int = 1
    #: Cases in one call, where the plan says that the model takes always so many.
    step: int | None = None
    #: Which signature of a TensorFlow artifact is meant; None = the usual one.
    signature: str | None = None
    #: The shape of one case of each input that columns of the set are known to fill; None where there is no set.
    given: dict[str, tuple[int, ...]] | None = None
    #: Code of the plan's own that makes the model's inputs.
    prepare: HookRequest | None = None


def read_request(argument: str) -> Request:
    written: dict[str, Any] = json.loads(argument)
    if written["protocol"] != PROTOCOL:
        raise RuntimeError(f"the parent speaks protocol {written['protocol']}, this host {PROTOCOL}")
    return Request(
        format=written["format"],
        path=written["path"],
        shown=written["shown"],
        scratch=written["scratch"],
        parent=written["parent"],
        trust=written.get("trust"),
        despite=tuple(written.get("despite", ())),
        threads=written.get("threads", 1),
        step=written.get("step"),
        signature=written.get("signature"),
        given=None if "given" not in written else {name: tuple(shape) for name, shape in written["given"].items()},
        prepare=None if "prepare" not in written else read_hook(written["prepare"]),
    )


def read_hook(written: dict[str, Any]) -> HookRequest:
    def ports(key: str) -> tuple[Port, ...] | None:
        found = written.get(key)
        return None if found is None else tuple(Port(p["name"], p["dtype"], tuple(p["shape"])) for p in found)

    return HookRequest(written["path"], written["shown"], ports("inputs"), ports("otherwise"))


@dataclass(frozen=True)
class Port:
    """One input or output. `shape` includes the batch axis; None = dynamic, no axes = not told by the artifact."""

    name: str
    dtype: str
    shape: tuple[int | None, ...]
    #: Of a quantised model: its numbers are multiples of this, and no finer.
    step: float | None = None
    #: Of an output whose labels the artifact tells by itself, in the order of its scores.
    labels: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        port: dict[str, Any] = {"name": self.name, "dtype": self.dtype, "shape": list(self.shape)}
        if self.step is not None:
            port["step"] = self.step
        if self.labels is not None:
            port["labels"] = list(self.labels)
        return port


@dataclass(frozen=True)
class Signature:
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    #: Class labels in the order of the score columns, as Recette writes them; None = the artifact has none.
    labels: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        ports = {"inputs": [p.to_json() for p in self.inputs], "outputs": [p.to_json() for p in self.outputs]}
        return ports if self.labels is None else {**ports, "labels": list(self.labels)}


@dataclass(frozen=True)
class Warning:
    """Something about the artifact that the reader of the report must be told; `code` has its words there."""

    code: str
    values: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "values": self.values}


def version_mismatch(package: str, saved: str, running: str) -> Warning:
    return Warning("version-mismatch", {"package": package, "saved": saved, "running": running})
