"""XGBoost models in their own formats (.json, .ubj), which hold trees and no code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..labels import label_texts
from ..protocol import Port, Request, Signature, Warning
from ..runtime import Runtime
from ..tensors import Array, Tensor
from ..tree_weights import xgboost_trees

MATRIX = "X"
RAW = "raw_score"

#: What an objective makes of the trees, by its name; any other gives a prediction.
OUTPUTS = {"binary:logistic": "probability", "multi:softprob": "probabilities"}
#: Objectives whose answer is the place of a label.
LABELS = ("multi:softmax", "binary:hinge")
#: Objectives that leave the sum of the trees as it is.
PLAIN = ("binary:logitraw",)


def load_xgboost(request: Request) -> Runtime:
    import xgboost

    booster = xgboost.Booster({"nthread": 1})
    try:
        # The bytes say which of the two formats it is; an extension could be wrong.
        booster.load_model(bytearray(Path(request.path).read_bytes()))
        config = json.loads(booster.save_config())["learner"]
    except xgboost.core.XGBoostError as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"XGBoost {xgboost.__version__} cannot read {request.shown}: {reason(error)}",
            "The file is cut off or damaged, or was written by a newer XGBoost: compare its size and sha256 with the sender's, "
            "or name an interpreter with that version.",
        ) from error
    return XgboostRuntime(booster, config, xgboost)


def reason(error: Exception) -> str:
    """XGBoost puts the place in its own source before the reason, and a stack of native calls after it."""
    text = str(error).split("Stack trace")[0].strip()
    return re.sub(r"^\[\d\d:\d\d:\d\d\] \S+?:\d+: ", "", text).splitlines()[0]


class XgboostRuntime:
    """
    One input a named column, or one matrix X when the columns have no names of their own. The first output is what the
    objective makes of the trees, `raw_score` their plain sum where it is a
    score of labels.
    """

    def __init__(self, booster: Any, config: Any, xgboost: Any) -> None:
        self._booster = booster
        self._xgboost = xgboost
        self._objective: str = config["objective"]["name"]
        width = int(config["learner_model_param"]["num_feature"])
        self._named = booster.feature_names is not None and not all(
            re.fullmatch(r"f\d+", name) for name in booster.feature_names
        )
        self._names: list[str] = booster.feature_names or [f"f{index}" for index in range(width)]
        self._codes = category_codes(booster)
        self._wrapper = json.loads(booster.attr("scikit_learn") or "null")
        self._rounds, self.warnings = rounds_used(booster, self._wrapper is not None)
        self._main = main_output(self._objective)
        self.runtime = f"xgboost {xgboost.__version__} ({self._objective})"
        self.signature = Signature(self._inputs(), self._outputs(), wrapper_labels(self._wrapper))

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        return self._answers(self._cases(inputs), wanted)

    def learnt(self) -> Iterable[Array]:
        return xgboost_trees(self._booster)

    def _answers(self, cases: Array, wanted: list[str]) -> dict[str, Array]:
        matrix = self._xgboost.DMatrix(
            cases,
            nthread=1,
            feature_names=self._booster.feature_names,
            feature_types=self._booster.feature_types,
            enable_categorical=True,
        )
        return {name: self._answer(name, matrix) for name in wanted}

    def _answer(self, name: str, matrix: Any) -> Array:
        answer = np.asarray(
            self._booster.predict(matrix, output_margin=name == RAW, iteration_range=(0, self._rounds))
        )
        return answer.astype(np.int64) if name == "label" else answer

    def _inputs(self) -> tuple[Port, ...]:
        if not self._named:
            return (Port(MATRIX, "float64", (None, len(self._names))),)
        return tuple(Port(name, "utf8" if self._is_text(name) else "float64", (None,)) for name in self._names)

    def _outputs(self) -> tuple[Port, ...]:
        """Seen in the answer to two cases of missing values, which every tree takes."""
        names = [self._main] if self._main == "prediction" else [name for name in (self._main, RAW) if name is not None]
        answers = self._answers(np.full((2, len(self._names)), np.nan), names)
        return tuple(
            Port(name, "int64" if name == "label" else "float32", (None, *answers[name].shape[1:])) for name in names
        )

    def _is_text(self, name: str) -> bool:
        return any(isinstance(value, str) for value in self._codes.get(name, ()))

    def _cases(self, inputs: dict[str, Tensor]) -> Array:
        if not self._named:
            return inputs[MATRIX].data
        return np.column_stack([self._column(inputs[name]) for name in self._names])

    def _column(self, tensor: Tensor) -> Array:
        """Categories become the codes of the training data; the empty text and NaN are missing."""
        codes = self._codes.get(tensor.name)
        if codes is None:
            return tensor.data
        values = tensor.data.tolist()
        unseen = next((v for v in values if v not in codes and v != "" and v == v), None)
        if unseen is not None:
            raise HostError(
                "MODEL_CATEGORY_UNSEEN",
                f'column "{tensor.name}" holds the category "{unseen}", which the model never saw in training; XGBoost '
                f"itself refuses to answer such a case. It knows {', '.join(str(value) for value in list(codes)[:20])}.",
                "Correct the value in the set, leave it empty (missing), or leave the case out.",
                of_a_case=True,
            )
        return np.fromiter((codes.get(value, np.nan) for value in values), np.float64, len(values))


def main_output(objective: str) -> str | None:
    """None where the plain sum of the trees is all that there is."""
    if objective in PLAIN:
        return None
    return "label" if objective in LABELS else OUTPUTS.get(objective, "prediction")


def category_codes(booster: Any) -> dict[str, dict[Any, float]]:
    """By column, the code of each category; of a file without them (before 3.1), the set must hold the codes themselves."""
    if not hasattr(booster, "get_categories") or booster.feature_names is None:
        return {}
    found = booster.get_categories(export_to_arrow=True).to_arrow()
    return {
        name: {value: float(code) for code, value in enumerate(values.to_pylist())}
        for name, values in found
        if values is not None
    }


def rounds_used(booster: Any, wrapped: bool) -> tuple[int, list[Warning]]:
    """
    The rounds that XGBoost uses unless told: after early stopping its classes for scikit-learn stop at the best one, a plain
    Booster uses all of them, which the report then says. 0 = all.
    """
    written = booster.attr("best_iteration")
    best = None if written is None else int(written) + 1
    trained = booster.num_boosted_rounds()
    if best is None or best >= trained:
        return 0, []
    if wrapped:
        return best, []
    return 0, [Warning("all-rounds", {"best": str(best), "trained": str(trained)})]


def wrapper_labels(wrapper: Any) -> tuple[str, ...] | None:
    """Files of XGBoost before 1.7 hold the labels that the wrapper encoded; later ones know places only."""
    if not isinstance(wrapper, dict):
        return None
    encoder = wrapper.get("_le") or wrapper
    classes = encoder.get("classes_") if isinstance(encoder, dict) else None
    return label_texts(np.asarray(classes)) if isinstance(classes, list) and len(classes) > 1 else None
