"""Which columns an estimator takes, where it does not say so by `feature_names_in_`: CatBoost's classes, and pipelines of raw texts."""

from __future__ import annotations

from typing import Any

#: The input of a pipeline that begins with a vectorizer: one text a case.
TEXT = "text"


def column_names(estimator: Any) -> list[str] | None:
    """None for one that was fitted without names."""
    names = getattr(estimator, "feature_names_in_", None)
    if names is not None:
        return [str(name) for name in names]
    model = catboost_reached(estimator)
    if model is None:
        return None
    own = [str(name) for name in model.feature_names_ or ()]
    unnamed = own == [str(place) for place in range(len(own))] and not catboost_texts(model)
    return None if unnamed or not own else own


def column_count(estimator: Any) -> int | None:
    """0 is what CatBoost's classes say whatever they take."""
    count = getattr(estimator, "n_features_in_", None)
    if count:
        return int(count)
    model = catboost_reached(estimator)
    return None if model is None else len(model.feature_names_ or ()) or None


def takes_raw_texts(estimator: Any) -> bool:
    """Whether the first thing that is done is to count words."""
    if hasattr(estimator, "best_estimator_"):
        return takes_raw_texts(estimator.best_estimator_)
    if hasattr(estimator, "steps"):
        return bool(estimator.steps) and takes_raw_texts(estimator.steps[0][1])
    return hasattr(estimator, "build_analyzer")


def catboost_reached(estimator: Any) -> Any | None:
    """CatBoost's class that is given the columns as they come, or after steps that leave them in their places."""
    if hasattr(estimator, "best_estimator_"):
        return catboost_reached(estimator.best_estimator_)
    if hasattr(estimator, "steps"):
        steps = [step for _, step in estimator.steps if step is not None and not isinstance(step, str)]
        changing = [step for step in steps if not keeps_columns(step)]
        return catboost_reached(changing[0]) if changing else None
    return estimator if is_catboost(estimator) else None


def is_catboost(estimator: Any) -> bool:
    return type(estimator).__module__.split(".")[0] == "catboost"


def catboost_texts(model: Any) -> list[str]:
    """Its categorical and text features, by name."""
    names = model.feature_names_ or []
    return [str(names[place]) for place in (*model.get_cat_feature_indices(), *model.get_text_feature_indices())]


def keeps_columns(step: Any) -> bool:
    """An imputer and a scaler give column for column, and so does a function that is none; anything else makes columns of its own."""
    name = type(step).__name__
    if name == "FunctionTransformer":
        return step.func is None
    return name in ("SimpleImputer", "KNNImputer", "StandardScaler", "MinMaxScaler", "RobustScaler")
