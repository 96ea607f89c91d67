"""Reference values for the multilabel measures, by scikit-learn; writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scikit-learn 1.9.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn import metrics as m

SCORES = [("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)]


def samples(score, truth, decided):
    """A case without labels that is given none counts 1, any other case without a denominator 0."""
    plain = [score(t, d, zero_division=0) for t, d in zip(truth, decided)]
    empty = (truth.sum(axis=1) == 0) & (decided.sum(axis=1) == 0)
    return float(np.mean(np.where(empty, 1.0, plain)))


def averaged(score, truth, decided, **options):
    """One column alone is a binary problem to scikit-learn, of which it would average both classes."""
    if truth.shape[1] == 1:
        return score(truth[:, 0], decided[:, 0], zero_division=0)
    return score(truth, decided, zero_division=0, **options)


def side(truth, scores, decided, labels):
    present = [k for k in range(len(labels)) if truth[:, k].any()]
    ranked = [k for k in present if not truth[:, k].all()]
    out = {
        "subsetAccuracy": m.accuracy_score(truth, decided),
        "hammingLoss": m.hamming_loss(truth, decided),
        "logLoss": np.mean([m.log_loss(truth[:, k], scores[:, k], labels=[0, 1]) for k in range(len(labels))]),
        "brier": np.mean([m.brier_score_loss(truth[:, k], scores[:, k]) for k in range(len(labels))]),
    }
    for name, score in SCORES:
        out[f"{name}(average=micro)"] = averaged(score, truth, decided, average="micro")
        for average in ("macro", "weighted"):
            out[f"{name}(average={average})"] = averaged(score, truth, decided, average=average, labels=present)
        out[f"{name}(average=samples)"] = samples(score, truth, decided)
        out[name] = out[f"{name}(average=macro)"]
        for k in ranked:
            out[f"{name}(class={labels[k]})"] = score(truth[:, k], decided[:, k], zero_division=0)
    for name, score in [("rocAuc", m.roc_auc_score), ("averagePrecision", m.average_precision_score)]:
        for average in ("macro", "weighted"):
            out[f"{name}(average={average})"] = score(truth[:, ranked], scores[:, ranked], average=average)
        out[name] = out[f"{name}(average=macro)"]
        for k in ranked:
            out[f"{name}(class={labels[k]})"] = score(truth[:, k], scores[:, k])
    return {key: float(value) for key, value in out.items()}


def pair(truth, old, new, labels):
    same = (old == new).all(axis=1)
    exact = [(truth == side).all(axis=1) for side in (old, new)]
    out = {
        "agreement": same.mean(),
        "negativeFlipRate": (exact[0] & ~exact[1]).mean(),
        "positiveFlipRate": (~exact[0] & exact[1]).mean(),
    }
    for k, label in enumerate(labels):
        right = [truth[:, k] == side[:, k] for side in (old, new)]
        out[f"agreement(class={label})"] = (old[:, k] == new[:, k]).mean()
        out[f"negativeFlipRate(class={label})"] = (right[0] & ~right[1]).mean()
        out[f"positiveFlipRate(class={label})"] = (~right[0] & right[1]).mean()
    return {key: float(value) for key, value in out.items()}


def case(name, n, labels, rate, noise, seed, absent=None):
    """`noise` of each side on a common signal; some cases get no label at all, and `absent` never occurs."""
    random = np.random.default_rng(seed)
    k = len(labels)
    signal = random.normal(size=(n, k)) + random.normal(size=(n, 1))
    truth = (signal > np.quantile(signal, 1 - rate)).astype(int)
    if absent is not None:
        truth[:, absent] = 0
    sides = {}
    for which, spread in zip(("old", "new"), noise):
        raw = 1 / (1 + np.exp(-(signal - 0.8 + spread * random.normal(size=(n, k)))))
        scores = np.round(raw, 3)  # ties, and the very threshold
        decided = (scores >= 0.5).astype(int)
        sides[which] = {
            "scores": scores.tolist(),
            "decided": decided.tolist(),
            "expected": side(truth, scores, decided, labels),
        }
    old, new = (np.array(sides[which]["decided"]) for which in ("old", "new"))
    return {"name": name, "labels": labels, "truth": truth.tolist(), **sides, "pair": pair(truth, old, new, labels)}


CASES = [
    case("five labels", 140, ["art", "food", "news", "sport", "ads"], 0.25, (0.4, 0.7), 1),
    case("two labels, neither of which is positive", 90, ["spam", "urgent"], 0.4, (0.3, 0.3), 2),
    case("twelve rare labels, one of which never occurs", 220, [f"t{i}" for i in range(12)], 0.06, (0.3, 0.9), 3, 7),
    case("one label", 60, ["fraud"], 0.3, (0.5, 0.6), 4),
]

Path(__file__).with_name("cases.json").write_text(json.dumps(CASES) + "\n")
