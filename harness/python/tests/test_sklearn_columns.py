"""scikit-learn's own estimators in .skops files, and pipelines that do not say by `feature_names_in_` which columns they take."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.feature_selection import SelectKBest
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from recette_host.protocol import Request
from recette_host.runtimes.sklearn import SklearnRuntime, load_sklearn
from recette_host.tensors import Tensor

ROWS = 200
RANDOM = np.random.default_rng(20261124)
CASES = pd.DataFrame(
    {"age": RANDOM.integers(18, 80, ROWS).astype(float), "region": RANDOM.choice(["Nord", "Sud"], ROWS).astype(object)}
)
LABEL = np.where(CASES["age"] + 20 * (CASES["region"] == "Sud") > 55, "yes", "no")


def open_runtime(estimator: Any) -> SklearnRuntime:
    return SklearnRuntime(estimator, Request("joblib", "m", "m.joblib", "scratch", 0, None), [])


def ask(runtime: SklearnRuntime, cases: pd.DataFrame) -> np.ndarray:
    given = {
        port.name: Tensor(port.name, port.dtype, cases[port.name].to_numpy()) for port in runtime.signature.inputs
    }
    return runtime.run(given, ["predict_proba"])["predict_proba"]


def catboost(**options: Any) -> Any:
    package = pytest.importorskip("catboost")
    return package.CatBoostClassifier(iterations=5, verbose=0, allow_writing_files=False, random_seed=1, **options)


def first_and_last() -> Any:
    return ColumnTransformer([("n", StandardScaler(), ["age"])], remainder="passthrough").set_output(transform="pandas")


@pytest.mark.parametrize(
    ("steps", "category"),
    [([], "region"), (["passthrough"], "region"), ([FunctionTransformer()], "region"), ([first_and_last()], "remainder__region")],
    ids=["alone", "after nothing", "after a function that is none", "after columns that were renamed"],
)
def test_catboost_at_the_end_is_given_its_columns_by_name(steps: list[Any], category: str) -> None:
    model = catboost(cat_features=[category])
    named = [(f"step{place}", step) for place, step in enumerate(steps)]
    pipeline = Pipeline([*named, ("model", model)]).fit(CASES, LABEL)
    for estimator in [pipeline, model] if not steps else [pipeline]:
        runtime = open_runtime(estimator)
        assert [(port.name, port.dtype) for port in runtime.signature.inputs] == [("age", "float64"), ("region", "utf8")]
        assert runtime.signature.labels == ("no", "yes")
        np.testing.assert_array_equal(ask(runtime, CASES), pipeline.predict_proba(CASES))


def test_catboost_without_names_takes_a_matrix_and_a_regressor_has_no_labels() -> None:
    numbers = CASES[["age"]].to_numpy()
    runtime = open_runtime(catboost().fit(numbers, LABEL))
    assert [(port.name, port.shape) for port in runtime.signature.inputs] == [("X", (None, 1))]
    regressor = pytest.importorskip("catboost").CatBoostRegressor(iterations=2, verbose=0, allow_writing_files=False)
    assert open_runtime(regressor.fit(numbers, CASES["age"])).signature.labels is None


def test_a_pipeline_that_begins_with_words_takes_one_text_a_case() -> None:
    texts = np.array([f"{region} au {'matin' if age > 50 else 'soir'}" for age, region in CASES.itertuples(index=False)], object)
    pipeline = Pipeline([("words", TfidfVectorizer()), ("model", LogisticRegression())]).fit(texts, LABEL)
    runtime = open_runtime(pipeline)
    assert [(port.name, port.dtype, port.shape) for port in runtime.signature.inputs] == [("text", "utf8", (None,))]
    answer = runtime.run({"text": Tensor("text", "utf8", texts)}, ["predict_proba"])["predict_proba"]
    np.testing.assert_array_equal(answer, pipeline.predict_proba(texts))


@pytest.mark.parametrize(
    "estimator",
    [
        RandomForestClassifier(5), GradientBoostingClassifier(n_estimators=3), HistGradientBoostingClassifier(max_iter=5),
        KNeighborsClassifier(), MLPClassifier((3,), max_iter=20), CalibratedClassifierCV(LogisticRegression()),
        Pipeline([("best", SelectKBest(k=1)), ("model", LogisticRegression())]),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
@pytest.mark.filterwarnings("ignore")
def test_what_scikit_learn_itself_learns_is_opened_from_skops(estimator: Any, tmp_path: Path) -> None:
    skops_io = pytest.importorskip("skops.io")
    numbers = CASES[["age"]]
    skops_io.dump(estimator.fit(numbers, LABEL), tmp_path / "m.skops")
    runtime = load_sklearn(Request("skops", str(tmp_path / "m.skops"), "m.skops", "scratch", 0, None))
    assert isinstance(runtime, SklearnRuntime)
    np.testing.assert_array_equal(ask(runtime, numbers), estimator.predict_proba(numbers))
