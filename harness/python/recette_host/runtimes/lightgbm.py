"""LightGBM models in their own text format, which holds trees and no code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..protocol import Port, Request, Signature, Warning
from ..runtime import Runtime
from ..tensors import Array, Tensor
from ..tree_weights import lightgbm_trees

MATRIX = "X"


def load_lightgbm(request: Request) -> Runtime:
    import lightgbm

    text = Path(request.path).read_text(encoding="utf-8")
    booster = lightgbm.Booster(model_str=text, params={"num_threads": request.threads, "verbosity": -1})
    return LightgbmRuntime(booster, text, lightgbm.__version__, request)


class LightgbmRuntime:
    """
    One input a named column, or one matrix X when the columns have no names of their own. The first output is what the
    objective makes of the trees, `raw_score` their plain sum where it is a score of labels.
    """

    warnings: list[Warning] = []

    def __init__(self, booster: Any, text: str, version: str, request: Request) -> None:
        self._booster = booster
        self._text = text
        self.threads = request.threads
        self._names: list[str] = booster.feature_name()
        self._named = not all(re.fullmatch(r"Column_\d+", name) for name in self._names)
        self._categories = categories_by_column(booster, text, self._names, request.shown)
        objective = re.search(r"^objective=(\S+)", text, re.MULTILINE)
        self._main = main_output(objective.group(1) if objective else "")
        self.runtime = f"lightgbm {version}"
        width = () if booster.num_model_per_iteration() == 1 else (booster.num_model_per_iteration(),)
        outputs = ["prediction"] if self._main == "prediction" else [n for n in (self._main, "raw_score") if n is not None]
        self.signature = Signature(self._inputs(), tuple(Port(name, "float64", (None, *width)) for name in outputs))

    def learnt(self) -> Iterable[Array]:
        return lightgbm_trees(self._text)

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        cases = self._cases(inputs)
        return {
            name: np.asarray(self._booster.predict(cases, raw_score=name == "raw_score", num_threads=self.threads), np.float64)
            for name in wanted
        }

    def _inputs(self) -> tuple[Port, ...]:
        if not self._named:
            return (Port(MATRIX, "float64", (None, len(self._names))),)
        return tuple(
            Port(name, "utf8" if name in self._categories else "float64", (None,)) for name in self._names
        )

    def _cases(self, inputs: dict[str, Tensor]) -> Array:
        if not self._named:
            return inputs[MATRIX].data
        return np.column_stack([self._column(inputs[name]) for name in self._names])

    def _column(self, tensor: Tensor) -> Array:
        """A category that was not seen in training is missing to LightGBM, and so is the empty text."""
        codes = self._categories.get(tensor.name)
        if codes is None:
            return tensor.data
        return np.fromiter((codes.get(text, np.nan) for text in tensor.data), np.float64, len(tensor.data))


def main_output(objective: str) -> str | None:
    """None where the objective is not known to be applied: then there is the plain sum only."""
    if objective in ("binary", "cross_entropy"):
        return "probability"
    if objective in ("multiclass", "multiclassova"):
        return "probabilities"
    regressions = ("regression", "regression_l1", "huber", "fair", "poisson", "quantile", "mape", "gamma", "tweedie")
    return "prediction" if objective in regressions else None


def categories_by_column(booster: Any, text: str, names: list[str], shown: str) -> dict[str, dict[str, float]]:
    """
    pandas' categories stand in the file without their columns' names, in the order of the categorical columns; which these
    are stands in the parameters.
    """
    lists: list[list[Any]] = booster.pandas_categorical or []
    if not lists:
        return {}
    written = re.search(r"^\[categorical_feature: ([\d,]*)\]", text, re.MULTILINE)
    places = [int(place) for place in written.group(1).split(",") if place] if written else []
    if len(places) != len(lists) or not all(isinstance(value, str) for values in lists for value in values):
        raise HostError(
            "MODEL_CATEGORIES_UNKNOWN",
            f"{shown} was trained on pandas categories, but does not say which columns they belong to, or has some that are "
            "not texts.",
            "Ask for the whole scikit-learn wrapper or pipeline (joblib), or for the predictions.",
        )
    return {names[place]: {v: float(i) for i, v in enumerate(values)} for place, values in zip(sorted(places), lists)}
