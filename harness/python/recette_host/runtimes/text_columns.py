"""Which columns of a fitted pipeline are texts, and what of them was learnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..tensors import Array
from .sklearn_columns import catboost_texts, is_catboost, keeps_columns


@dataclass(frozen=True)
class TextColumn:
    #: A value that the pipeline knows.
    example: str
    #: Whether the empty text is one of the categories that were learnt.
    knows_empty: bool
    #: How the training data had a missing text: None or NaN.
    missing: float | None
    #: All of them in their order, where the model itself wants pandas' categories (LightGBM).
    categories: tuple[str, ...] | None = None

    def restore(self, texts: Array) -> Any:
        """Recette writes a missing text as the empty text; pandas had it missing, unless the empty text was a category."""
        if self.categories is not None:
            import pandas as pd

            return pd.Categorical(texts, categories=list(self.categories))
        if self.knows_empty:
            return texts
        empty = texts == ""
        restored = texts.astype(object)
        restored[empty] = self.missing
        return restored


def find_text_columns(estimator: Any, columns: list[str]) -> dict[str, TextColumn]:
    """
    Follows each column to the first step that learnt something about texts: an encoder's categories, or a vectorizer's
    vocabulary. A column that no such step takes holds numbers.
    """
    found = _pandas_categories(estimator, columns)
    for step, names in _walk(estimator, columns):
        for index, categories in enumerate(getattr(step, "categories_", [])):
            if index < len(names) and names[index] in columns and _is_text(categories):
                known = [value for value in categories.tolist() if isinstance(value, str)]
                missing = None if None in categories.tolist() else np.nan
                found[names[index]] = TextColumn(known[0] if known else "", "" in known, missing)
        if is_catboost(step):
            # It takes any text, and no missing one; a transformer before may have put its own name before the column's.
            texts = catboost_texts(step)
            found |= {
                name: TextColumn("", True, None)
                for name in columns
                if any(text == name or text.endswith(f"__{name}") for text in texts)
            }
        if hasattr(step, "vocabulary_") and len(names) == 1:
            found[names[0]] = TextColumn(next(iter(step.vocabulary_), ""), True, np.nan)
    return found


def _pandas_categories(estimator: Any, columns: list[str]) -> dict[str, TextColumn]:
    """LightGBM's wrapper for scikit-learn, fitted on a data frame with categories."""
    booster: Any = getattr(estimator, "_Booster", None)
    if booster is None or not booster.pandas_categorical:
        return {}
    from .lightgbm import categories_by_column

    found = categories_by_column(booster, booster.model_to_string(), columns, type(estimator).__name__)
    return {name: TextColumn(next(iter(codes)), False, None, tuple(codes)) for name, codes in found.items()}


def _is_text(categories: Array) -> bool:
    return categories.dtype.kind in "US" or any(isinstance(value, str) for value in categories.tolist())


def _walk(step: Any, names: list[str]) -> Iterator[tuple[Any, list[str]]]:
    """Every step with the names of the columns that it takes, as long as the columns keep their places."""
    if hasattr(step, "steps"):
        for _, inner in step.steps:
            if inner is None or isinstance(inner, str):
                continue
            yield from _walk(inner, names)
            if not keeps_columns(inner):
                last = step.steps[-1][1]
                if is_catboost(last) and last is not inner:
                    yield last, []
                return
    elif hasattr(step, "transformers_"):
        for _, inner, chosen in step.transformers_:
            if not isinstance(inner, str):
                yield from _walk(inner, _chosen(chosen, names))
    else:
        yield step, names
        # Wrappers: a search keeps its winner, a calibration its model.
        for attribute in ("best_estimator_", "estimator"):
            inner = getattr(step, attribute, None)
            if inner is not None and inner is not step and hasattr(inner, "get_params"):
                yield from _walk(inner, names)


def _chosen(chosen: Any, names: list[str]) -> list[str]:
    if isinstance(chosen, str):
        return [chosen]
    if isinstance(chosen, slice):
        return names[chosen] if not isinstance(chosen.start, str) else _between(chosen, names)
    items = list(np.atleast_1d(np.asarray(chosen, dtype=object)))
    if items and all(isinstance(item, (bool, np.bool_)) for item in items):
        return [name for name, taken in zip(names, items) if taken]
    return [str(item) if isinstance(item, str) else names[int(item)] for item in items]


def _between(chosen: slice, names: list[str]) -> list[str]:
    """A slice of names takes its end, as pandas does."""
    start = names.index(chosen.start)
    return names[start : None if chosen.stop is None else names.index(chosen.stop) + 1]
