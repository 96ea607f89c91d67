"""CatBoost models in their own formats (.cbm, .json), which hold trees and no code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..labels import label_texts
from ..protocol import Port, Request, Signature, Warning
from ..runtime import Runtime
from ..tensors import Array, Tensor
from ..tree_weights import catboost_trees

MATRIX = "X"

#: Losses whose prediction is the exponential of the trees' sum, as CatBoostRegressor has it.
EXPONENT = ("Poisson", "Tweedie")
#: Each label has a probability; those of the last two do not sum to 1.
CLASSIFICATIONS = ("Logloss", "CrossEntropy", "MultiClass", "MultiClassOneVsAll", "MultiLogloss", "MultiCrossEntropy")


def load_catboost(request: Request) -> Runtime:
    import catboost

    model = catboost.CatBoost()
    content = Path(request.path).read_bytes()
    kind = "cbm" if content.startswith(b"CBM") else "json"
    try:
        if kind == "cbm":
            model.load_model(blob=content, format=kind)
        else:
            # CatBoost reads a text that breaks off as a model without trees; and its reader takes a path only.
            json.loads(content)
            copy = Path(request.scratch) / "model.json"
            copy.write_bytes(content)
            model.load_model(str(copy), format=kind)
    except Exception as error:  # of several kinds, by the place where the file breaks off
        raise HostError(
            "MODEL_UNREADABLE",
            f"CatBoost {catboost.__version__} cannot read {request.shown}: {(str(error) or type(error).__name__).splitlines()[0]}",
            "The file is cut off or damaged, or was written by a newer CatBoost: compare its size and sha256 with the sender's.",
        ) from error
    return CatboostRuntime(model, catboost, request.shown)


class CatboostRuntime:
    """
    One input a named column: text for a categorical or text feature, else a number, NaN where it is missing. One matrix X when
    the columns have no names of their own and all hold numbers.
    """

    warnings: list[Warning] = []

    def __init__(self, model: Any, catboost: Any, shown: str) -> None:
        self._model = model
        self._names: list[str] = [str(name) for name in model.feature_names_]
        self._categories = set(model.get_cat_feature_indices())
        self._texts = set(model.get_text_feature_indices())
        if model.get_embedding_feature_indices():
            raise HostError(
                "MODEL_INPUTS_UNSUPPORTED",
                f"{shown} takes embeddings as features, which a column of a set cannot be mapped to yet.",
                "Record its predictions, and compare those.",
            )
        self._named = bool(self._categories or self._texts) or self._names != [str(i) for i in range(len(self._names))]
        self._catboost = catboost
        loss = loss_of(model)
        self._main, self._type, labels = output_of(loss, model)
        self.runtime = f"catboost {catboost.__version__} ({loss or 'unknown loss'})"
        self.signature = Signature(self._inputs(), self._outputs(), labels)

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        return self._answers(self._cases(inputs), wanted)

    def learnt(self) -> Iterable[Array]:
        return catboost_trees(self._model)

    def _answers(self, cases: Any, wanted: list[str]) -> dict[str, Array]:
        pool = self._catboost.Pool(
            cases,
            feature_names=self._names,
            cat_features=sorted(self._categories),
            text_features=sorted(self._texts),
            thread_count=1,
        )
        return {name: self._answer(name, pool) for name in wanted}

    def _answer(self, name: str, pool: Any) -> Array:
        kind = self._type if name == self._main else "RawFormulaVal"
        return np.asarray(self._model.predict(pool, prediction_type=kind, thread_count=1), np.float64)

    def _inputs(self) -> tuple[Port, ...]:
        if not self._named:
            return (Port(MATRIX, "float64", (None, len(self._names))),)
        texts = self._categories | self._texts
        return tuple(Port(n, "utf8" if i in texts else "float64", (None,)) for i, n in enumerate(self._names))

    def _outputs(self) -> tuple[Port, ...]:
        names = [self._main, "raw_score"] if self._type == "Probability" else [self._main]
        answers = self._answers(self._probe(), names)
        return tuple(Port(name, "float64", (None, *answers[name].shape[1:])) for name in names)

    def _probe(self) -> Any:
        """Two made-up cases, whose answer shows its shape."""
        if not self._named:
            return np.zeros((2, len(self._names)))
        ports = self._inputs()
        empty = np.array(["", ""], dtype=object)
        return self._cases({p.name: Tensor(p.name, p.dtype, empty if p.dtype == "utf8" else np.zeros(2)) for p in ports})

    def _cases(self, inputs: dict[str, Tensor]) -> Any:
        if not self._named:
            return inputs[MATRIX].data
        import pandas as pd

        return pd.DataFrame({name: inputs[name].data for name in self._names})


def loss_of(model: Any) -> str:
    """Without its options: `Quantile:alpha=0.9` is Quantile. Empty where the file does not say (made by another program)."""
    params = model.get_all_params()
    return str(params.get("loss_function", "")).split(":")[0]


def output_of(loss: str, model: Any) -> tuple[str, str, tuple[str, ...] | None]:
    """Name and kind of what the model is there to say, and its labels."""
    classes = model.classes_
    labels = label_texts(np.asarray(classes)) if len(classes) > 0 else None
    if loss in CLASSIFICATIONS or (loss == "" and labels is not None):
        return "probabilities", "Probability", labels
    return "prediction", "Exponent" if loss in EXPONENT else "RawFormulaVal", None
