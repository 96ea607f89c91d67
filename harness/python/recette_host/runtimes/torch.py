"""
PyTorch programs: TorchScript (.pt) and exported programs (.pt2). Both name functions that are looked up as they are loaded, so both
must be trusted.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import torch

from ..errors import HostError
from ..pickle_guard import guard_pickles, raise_if_refused
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..trust import read_trusted
from .torch_program import TorchRuntime, dtype_name, plain
from .torch_script import load_script


def load_torch(request: Request) -> Runtime:
    torch.set_num_threads(request.threads)
    content = read_trusted(request)
    guard_pickles(content, request.shown, request.despite)
    try:
        if request.format == "torch-export":
            return load_exported(content, request.shown)
        return load_script(content, request.shown, request.given)
    finally:
        raise_if_refused()


def load_exported(content: bytes, shown: str) -> TorchRuntime:
    """An exported program says everything about its inputs and outputs."""
    program = torch.export.load(io.BytesIO(content))
    module = program.module()
    values = {node.name: node.meta.get("val") for node in program.graph.nodes}
    in_names = [str(name) for name in program.graph_signature.user_inputs]
    out_nodes = [str(name) for name in program.graph_signature.user_outputs]
    out_names = output_names(out_nodes, program.call_spec.out_spec)
    signature = Signature(
        tuple(_port(name, values.get(name), shown) for name in in_names),
        tuple(_port(name, values.get(node), shown) for name, node in zip(out_names, out_nodes)),
    )

    def call(given: list[torch.Tensor]) -> list[torch.Tensor]:
        arguments, named = torch.utils._pytree.tree_unflatten(given, program.call_spec.in_spec)
        with torch.inference_mode():
            leaves, _ = torch.utils._pytree.tree_flatten(module(*arguments, **named))
        return [plain(leaf) for leaf in leaves]

    return TorchRuntime(signature, call, "exported program", exported_with(content), dict(program.state_dict))


def output_names(nodes: list[str], spec: Any) -> list[str]:
    """The keys of a dictionary; else what the graph calls them, which is not one name each where a tensor is given twice."""
    if spec is not None and spec.type is dict and len(spec.context) == len(nodes):
        return [str(key) for key in spec.context]
    return nodes if len(set(nodes)) == len(nodes) else [f"output_{index}" for index in range(len(nodes))]


def exported_with(content: bytes) -> list[Warning]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        models = [name for name in archive.namelist() if name.endswith("models/model.json")]
        saved = {str(json.loads(archive.read(name)).get("torch_version", "")) for name in models}
    running = torch.__version__
    return [version_mismatch("torch", v, running) for v in sorted(saved) if v and release(v) != release(running)]


def release(version: str) -> str:
    """2.13.0+cpu is 2.13.0 built for a machine without CUDA."""
    return version.split("+")[0]


def _port(name: str, value: Any, shown: str) -> Port:
    if not isinstance(value, torch.Tensor):
        raise HostError(
            "MODEL_SIGNATURE_UNKNOWN",
            f'{shown} takes or gives "{name}", which is not a tensor.',
            "Ask for an export of a model whose inputs and outputs are tensors.",
        )
    shape = tuple(length if isinstance(length, int) else None for length in value.shape)
    return Port(name, dtype_name(value.dtype, name, shown), shape)
