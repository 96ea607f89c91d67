"""Class labels as Recette writes them, so that those of two artifacts and of a set meet."""

from __future__ import annotations

from typing import Any

import numpy as np

from .tensors import Array


def label_texts(labels: Array) -> tuple[str, ...]:
    return tuple(label_text(label) for label in labels.tolist())


def label_text(label: Any) -> str:
    """Numbers in ECMAScript's shortest form (1, not 1.0), truth values as true/false."""
    if isinstance(label, (bool, np.bool_)):
        return "true" if label else "false"
    if isinstance(label, float) and label.is_integer() and abs(label) < 1e21:
        return str(int(label))
    return str(label)
