"""scikit-learn estimators and whole pipelines, from joblib, pickle and skops files."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import HostError
from ..labels import label_texts
from ..pickle_guard import guard_pickles, raise_if_refused
from ..protocol import Port, Request, Signature, Warning, version_mismatch
from ..runtime import Runtime
from ..tensors import Array, Tensor, dtype_of
from ..trust import read_trusted
from ..weights import arrays_inside
from ..zip_guard import check_entries
from .sklearn_columns import TEXT, column_count, column_names, takes_raw_texts
from .text_columns import TextColumn, find_text_columns

#: The input of an estimator that was fitted without column names.
MATRIX = "X"

#: Types that skops asks about and that only hold what was learnt: trees, neighbours, kernels and calibrations of scikit-learn's own; LightGBM's and
#: XGBoost's, whose trees are read by their own parsers.
HARMLESS = {
    "sklearn._loss.loss.HalfTweedieLossIdentity",
    "sklearn.calibration._CalibratedClassifier",
    "sklearn.calibration._SigmoidCalibration",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.feature_selection._univariate_selection.f_classif",
    "sklearn.gaussian_process._gpc._BinaryGaussianProcessClassifierLaplace",
    "sklearn.gaussian_process.kernels.ConstantKernel",
    "sklearn.gaussian_process.kernels.Product",
    "sklearn.gaussian_process.kernels.RBF",
    "sklearn.metrics._dist_metrics.EuclideanDistance64",
    "sklearn.neighbors._ball_tree.BallTree",
    "sklearn.neighbors._kd_tree.KDTree",
    "sklearn.neural_network._stochastic_optimizers.AdamOptimizer",
    "sklearn.neural_network._stochastic_optimizers.SGDOptimizer",
    "sklearn.tree._tree.Tree",
    "numpy.dtype",
    "collections.OrderedDict",
    "lightgbm.basic.Booster",
    "lightgbm.sklearn.LGBMClassifier",
    "lightgbm.sklearn.LGBMRanker",
    "lightgbm.sklearn.LGBMRegressor",
    "xgboost.core.Booster",
    "xgboost.sklearn.XGBClassifier",
    "xgboost.sklearn.XGBRanker",
    "xgboost.sklearn.XGBRegressor",
}


def load_sklearn(request: Request) -> Runtime:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        estimator = load_skops(request) if request.format == "skops" else load_pickle(request)
    return SklearnRuntime(estimator, request, saved_versions(caught))


def load_pickle(request: Request) -> Any:
    """joblib reads plain pickles too, and many a model.pkl was written by joblib; both come from the bytes that are trusted."""
    content = read_trusted(request)
    guard_pickles(content, request.shown, request.despite)
    import joblib

    try:
        return joblib.load(io.BytesIO(content))
    finally:
        raise_if_refused()


def load_skops(request: Request) -> Any:
    """skops builds only types that it knows; any other would be somebody's own code."""
    try:
        return load_whole_skops(request)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise HostError(
            "MODEL_UNREADABLE",
            f"{request.shown} is not a whole .skops archive: {error}",
            "Copy the file again, and compare its size and sha256 with the sender's.",
        ) from error


def load_whole_skops(request: Request) -> Any:
    import skops.io

    with zipfile.ZipFile(request.path) as archive:
        check_entries(archive, request.shown)
    unknown = set(skops.io.get_untrusted_types(file=Path(request.path))) - HARMLESS
    if unknown:
        raise HostError(
            "MODEL_UNKNOWN_TYPES",
            f"{request.shown} holds types that skops does not know to be safe: {', '.join(sorted(unknown))}.",
            "Ask for an export without types of the agency's own (ONNX, or a pipeline of scikit-learn's own steps), for a trusted joblib file, "
            "or for the predictions.",
        )
    return skops.io.load(Path(request.path), trusted=sorted(HARMLESS))


def saved_versions(caught: list[warnings.WarningMessage]) -> list[Warning]:
    """scikit-learn warns once for each estimator in a pipeline; one word of it is enough."""
    from sklearn.exceptions import InconsistentVersionWarning

    found = [w.message for w in caught if isinstance(w.message, InconsistentVersionWarning)]
    pairs = {(w.original_sklearn_version, w.current_sklearn_version) for w in found}
    return [version_mismatch("scikit-learn", saved, running) for saved, running in sorted(pairs)]


class SklearnRuntime:
    """
    Inputs are `feature_names_in_` (or CatBoost's own names), one port a column, given as a data frame with these names; without names one
    matrix X, or one text where the first step counts words.
    Outputs are predict_proba, decision_function and predict, as far as the estimator has them.
    """

    def __init__(self, estimator: Any, request: Request, found: list[Warning]) -> None:
        import sklearn

        shown = request.shown
        # The numeric libraries read it from the environment that the parent gives.
        self.threads = request.threads

        if not hasattr(estimator, "predict"):
            raise not_a_model(estimator, shown)
        self._estimator = estimator
        self.warnings = found
        self.runtime = f"scikit-learn {sklearn.__version__} ({type(estimator).__name__})"
        self._columns = column_names(estimator)
        self._texts: dict[str, TextColumn] = find_text_columns(estimator, self._columns or [])
        self._raw_texts = self._columns is None and takes_raw_texts(estimator)
        inputs, outputs = self._inputs(shown), self._outputs(shown)
        self.signature = Signature(inputs, outputs, self._labels(outputs))

    def run(self, inputs: dict[str, Tensor], wanted: list[str]) -> dict[str, Array]:
        cases = self._cases(inputs)
        answers: dict[str, Array] = {}
        for method in dict.fromkeys(self._methods[name] for name in wanted):
            answers |= self._answers(method, cases)
        return {name: answers[name] for name in wanted}

    def learnt(self) -> Iterable[Array]:
        return arrays_inside(self._estimator)

    def _answers(self, method: str, cases: Any) -> dict[str, Array]:
        """Of several targets each has an output of its own, `predict_0` and so on; values also stand side by side in `predict`."""
        answer = getattr(self._estimator, method)(cases)
        if isinstance(answer, list):
            targets = {f"{method}_{target}": plain(np.asarray(part)) for target, part in enumerate(answer)}
            return {method: self._stacked(answer), **targets} if self._yes_or_no() else targets
        whole = plain(np.asarray(answer))
        if method != "predict" or whole.ndim != 2 or whole.shape[1] == 1 or not self._several_targets():
            return {method: whole}
        targets = {f"predict_{target}": whole[:, target] for target in range(whole.shape[1])}
        return targets if whole.dtype == object else {method: whole, **targets}

    def _yes_or_no(self) -> bool:
        """Several targets of no and yes each are the labels of a case."""
        classes = self._estimator.classes_
        return all(set(np.asarray(one).tolist()) <= {0, 1} for one in classes)

    def _several_targets(self) -> bool:
        return isinstance(getattr(self._estimator, "classes_", []), list)

    def _stacked(self, answers: list[Any]) -> Array:
        """One array of no and yes for each target becomes a column of yes for each; a target that never was yes has none."""
        columns = []
        for answer, classes in zip(answers, self._estimator.classes_, strict=True):
            yes = [i for i, value in enumerate(classes) if value == 1]
            columns.append(np.asarray(answer)[:, yes[0]] if yes else np.zeros(len(answer)))
        return np.stack(columns, axis=1)

    def _cases(self, inputs: dict[str, Tensor]) -> Any:
        if self._raw_texts:
            return inputs[TEXT].data
        if self._columns is None:
            return inputs[MATRIX].data
        import pandas as pd

        return pd.DataFrame({name: self._column(inputs[name]) for name in self._columns})

    def _column(self, tensor: Tensor) -> Any:
        text = self._texts.get(tensor.name)
        return tensor.data if text is None else text.restore(tensor.data)

    def _inputs(self, shown: str) -> tuple[Port, ...]:
        if self._columns is not None:
            return tuple(Port(name, "utf8" if name in self._texts else "float64", (None,)) for name in self._columns)
        if self._raw_texts:
            return (Port(TEXT, "utf8", (None,)),)
        width = column_count(self._estimator)
        if width is None:
            raise HostError(
                "MODEL_NOT_FITTED",
                f"{shown} holds a {type(self._estimator).__name__} that does not say how many columns it takes: "
                "it is not fitted, or its first step keeps no account of them.",
                "Ask for the fitted pipeline, saved after fit() on a data frame, so that it knows its columns.",
            )
        return (Port(MATRIX, "float64", (None, width)),)

    def _outputs(self, shown: str) -> tuple[Port, ...]:
        methods = [name for name in ("predict_proba", "decision_function", "predict") if self._gives(name)]
        probe = self._probe()
        try:
            found = {method: self._answers(method, probe) for method in methods}
        except Exception as error:
            raise HostError(
                "MODEL_FAILED",
                f"{shown} ({type(self._estimator).__name__}) does not answer two made-up cases: "
                f"{type(error).__name__}: {error}",
                "It may have been saved with another version of scikit-learn, or wait for columns of another kind; "
                "try it where it was made.",
            ) from error
        self._methods = {name: method for method, answers in found.items() for name in answers}
        ports = {name: answer for answers in found.values() for name, answer in answers.items()}
        if any(answer.ndim == 0 or answer.shape[0] != 2 for answer in ports.values()):
            raise not_case_by_case(self._estimator, shown)
        own = self._labels_of_targets()
        return tuple(Port(name, dtype_of(a), (None, *a.shape[1:]), labels=own.get(name)) for name, a in ports.items())

    def _labels_of_targets(self) -> dict[str, tuple[str, ...]]:
        """Each of several targets has labels of its own."""
        classes = getattr(self._estimator, "classes_", None)
        if not isinstance(classes, list):
            return {}
        return {
            f"{method}_{target}": label_texts(np.asarray(of))
            for method in ("predict_proba", "decision_function", "predict")
            for target, of in enumerate(classes)
        }

    def _gives(self, method: str) -> bool:
        if method == "decision_function" and self._votes():
            return False
        return hasattr(self._estimator, method)

    def _votes(self) -> bool:
        """One-against-one decision values are a vote for each pair of labels, not a score for each label."""
        last = self._estimator[-1] if hasattr(self._estimator, "steps") else self._estimator
        return getattr(last, "decision_function_shape", None) == "ovo" and len(getattr(last, "classes_", ())) > 2

    def _probe(self) -> Any:
        """Two made-up cases that show the shape and type of each answer: a known text, or zero, in every column."""
        if self._raw_texts:
            return np.array(["a text", "another"], dtype=object)
        if self._columns is None:
            return np.zeros((2, column_count(self._estimator) or 0))
        import pandas as pd

        examples = {n: np.array([text.example] * 2, dtype=object) for n, text in self._texts.items()}
        columns = {n: self._texts[n].restore(examples[n]) if n in examples else np.zeros(2) for n in self._columns}
        return pd.DataFrame(columns)

    def _labels(self, outputs: tuple[Port, ...]) -> tuple[str, ...] | None:
        """Those of several targets stand with each output."""
        classes = getattr(self._estimator, "classes_", None)
        # Of a case with any number of labels they are places, not names.
        places = any(port.name == "predict" and len(port.shape) == 2 and port.shape[1] != 1 for port in outputs)
        if classes is None or isinstance(classes, list) or len(classes) == 0 or places:
            return None
        return label_texts(np.asarray(classes))


def plain(answer: Array) -> Array:
    return answer.astype(object) if dtype_of(answer) == "utf8" else answer


def not_a_model(found: Any, shown: str) -> HostError:
    kind = type(found).__name__
    if isinstance(found, dict):
        kind = f"dictionary with the keys {', '.join(str(key) for key in list(found)[:10])}"
    return HostError(
        "MODEL_NOT_A_MODEL",
        f"{shown} holds a {kind}, which has no predict(): it is not a model that can be asked.",
        "Ask the old agency for the whole fitted pipeline in one file, preparation included.",
    )


def not_case_by_case(estimator: Any, shown: str) -> HostError:
    return HostError(
        "MODEL_OUTPUT_MISMATCH",
        f"{shown} ({type(estimator).__name__}) does not give one answer for each of two made-up cases.",
        "Record its predictions, one a case, and compare those.",
    )
