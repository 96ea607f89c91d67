"""
What boosted trees learnt, whatever they were read from: thresholds and leaves of every tree as one array of floats, its structure as arrays of
whole numbers. The names of columns, the objective and how training went do not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from .tensors import Array


def trees_inside(found: Any) -> Iterable[Array] | None:
    """Of a booster, or of a package's class for scikit-learn, which holds one; None for anything else."""
    name = f"{type(found).__module__.split('.')[0]}.{type(found).__name__}"
    if name == "xgboost.Booster":
        return xgboost_trees(found)
    if name == "lightgbm.Booster":
        return lightgbm_trees(found.model_to_string(num_iteration=-1))
    if name.startswith("catboost.CatBoost"):
        return catboost_trees(found)
    return None


def xgboost_trees(booster: Any) -> Iterable[Array]:
    learner = json.loads(booster.save_raw("json"))["learner"]
    yield numbers(learner["learner_model_param"]["base_score"])
    gradient = learner["gradient_booster"]
    model = gradient.get("gbtree", gradient)["model"]
    if "weights" in model:  # of a linear booster
        yield np.array(model["weights"], np.float32)
    for tree in model.get("trees", ()):
        yield np.array(tree["split_conditions"], np.float32)
        for structure in ("split_indices", "left_children", "right_children", "default_left", "categories"):
            yield np.array(tree.get(structure, ()), np.int32)
    yield np.array(gradient.get("weight_drop", ()), np.float32)


def lightgbm_trees(text: str) -> Iterable[Array]:
    for key, values in re.findall(
        r"^(threshold|leaf_value|leaf_coeff|split_feature|left_child|right_child|cat_threshold)=(.*)$", text, re.MULTILINE
    ):
        real = key in ("threshold", "leaf_value", "leaf_coeff")
        yield np.array(values.split(), np.float64) if real else np.array(values.split(), np.int64)


def catboost_trees(model: Any) -> Iterable[Array]:
    """Leaves tree by tree; of the splits the borders of each column, which is all that CatBoost tells without its training data."""
    leaves = np.asarray(model.get_leaf_values(), np.float64).reshape(-1)
    counts = np.asarray(model.get_tree_leaf_counts(), np.int64)
    yield counts
    width = len(leaves) // max(int(counts.sum()), 1)
    yield from np.split(leaves, np.cumsum(counts * width)[:-1])
    for _, borders in sorted(model.get_borders().items()):
        yield np.array(borders, np.float32)
    scale, bias = model.get_scale_and_bias()
    yield np.array([scale, *np.atleast_1d(bias)], np.float64)


def numbers(text: Any) -> Array:
    """XGBoost writes "5E-1", and since 3.1 "[5E-1]"."""
    return np.array(re.findall(r"[-+.\deE]+", str(text)), np.float32)
