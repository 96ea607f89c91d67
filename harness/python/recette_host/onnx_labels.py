"""The labels that an ONNX model carries: what src/models/host/onnxLabels.ts and labelText.ts find in it, found here too."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from .labels import label_text
from .protocol import Port

Labels = tuple[str, ...]

#: The names under which artifacts carry their labels.
KEYS = ("labels", "classes", "class_names")
#: What makes other numbers of scores: behind these the labels of a classifier before are no longer the output's.
NEW_NUMBERS = re.compile(
    r"^(MatMul|Gemm|Conv|ConvTranspose|Einsum|ReduceMean|ReduceSum|ReduceMax|ReduceMin)$|Regressor$"
)


def labels_of(model: Any, by_output: dict[str, Labels]) -> Labels | None:
    """Of the metadata, else of the first classifier among the nodes, unless outputs have different ones."""
    for entry in model.metadata_props:
        if entry.key.lower() in KEYS and (found := parse_labels(entry.value)) is not None:
            return found
    if len(set(by_output.values())) > 1:
        return None
    return next((found for node in model.graph.node if (found := labels_of_node(node)) is not None), None)


def labels_by_output(model: Any) -> dict[str, Labels]:
    """Those of the nearest classifier upstream; what the metadata says of an output goes before."""
    makers = {name: node for node in model.graph.node for name in node.output}
    found: dict[str, Labels] = {}
    for output in model.graph.output:
        nearest = nearest_labels(output.name, makers)
        if len(nearest) == 1:
            found[output.name] = nearest.pop()
    for entry in model.metadata_props:
        if entry.key.lower() in KEYS:
            found |= parse_map(entry.value)
    return found


def with_labels(port: Port, by_output: dict[str, Labels]) -> Port:
    """The output with its labels, if it has one score for each of them (or does not tell how many)."""
    labels = by_output.get(port.name)
    width = port.shape[-1] if len(port.shape) > 1 else None
    fits = labels is not None and (width is None or width == len(labels) or (width == 1 and len(labels) == 2))
    return dataclasses.replace(port, labels=labels) if fits else port


def nearest_labels(output: str, makers: dict[str, Any]) -> set[Labels]:
    found: set[Labels] = set()
    seen: set[str] = set()
    waiting = [output]
    while waiting:
        name = waiting.pop()
        node = makers.get(name)
        if node is None or name in seen:
            continue
        seen.add(name)
        labels = labels_of_node(node)
        if labels is not None:
            found.add(labels)
        elif not NEW_NUMBERS.search(node.op_type):
            waiting.extend(node.input)
    return found


def labels_of_node(node: Any) -> Labels | None:
    import onnx

    for attribute in node.attribute:
        if attribute.name.startswith("classlabels_"):
            values = onnx.helper.get_attribute_value(attribute)
            texts = tuple(v.decode() if isinstance(v, bytes) else label_text(v) for v in values)
            if texts:
                return texts
    return None


def parse_labels(text: str) -> Labels | None:
    if text.strip().startswith("["):
        return read_list(parse_json(text))
    if text.strip().startswith("{"):
        return None
    labels = [label.strip() for label in text.replace("\n", ",").split(",")]
    return None if len(labels) < 2 or "" in labels else tuple(labels)


def parse_map(text: str) -> dict[str, Labels]:
    """Labels output by output."""
    written = parse_json(text) if text.strip().startswith("{") else None
    if not isinstance(written, dict):
        return {}
    return {name: found for name, value in written.items() if (found := read_list(value)) is not None}


def parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def read_list(listed: Any) -> Labels | None:
    if not isinstance(listed, list) or not listed:
        return None
    plain = all(isinstance(label, str | int | float | bool) for label in listed)
    return tuple(label_text(label) for label in listed) if plain else None
