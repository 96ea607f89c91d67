"""Reference values for the classification measures, by scikit-learn; writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scikit-learn 1.9.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn import metrics as m


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def expected_calibration_error(confidence, right, bins=15):
    """By its definition: equal-width bins [low, high), the last closed; written without numpy's histogram on purpose."""
    total = 0.0
    for b in range(bins):
        inside = np.minimum(np.floor(confidence * bins), bins - 1) == b
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total


def equal_mass_bins(confidence, bins=15):
    """Which of at most `bins` groups of equally many cases each stands in; equal scores stay together."""
    scores = np.unique(confidence)
    below = np.array([(confidence < s).mean() for s in scores])
    edges = np.unique([scores[np.flatnonzero(below >= k / bins - 1e-12)][0] for k in range(1, bins) if (below >= k / bins - 1e-12).any()])
    return np.searchsorted(edges, confidence, side="right")


def equal_mass_calibration_error(confidence, right, bins=15):
    group = equal_mass_bins(confidence, bins)
    return sum((group == b).mean() * abs(confidence[group == b].mean() - right[group == b].mean()) for b in np.unique(group))


def debiased_calibration_error(confidence, right, bins=15):
    """Kumar, Liang & Ma 2019, as in their library `uncertainty-calibration`, with equal-width bins: a bin of one case says nothing."""
    total = 0.0
    for b in range(bins):
        inside = np.minimum(np.floor(confidence * bins), bins - 1) == b
        if inside.sum() < 2:
            continue
        rate = right[inside].mean()
        total += inside.mean() * ((confidence[inside].mean() - rate) ** 2 - rate * (1 - rate) / (inside.sum() - 1))
    return np.sqrt(max(0.0, total))


def side(truth, scores, predicted, labels):
    k = len(labels)
    out = {
        "accuracy": m.accuracy_score(truth, predicted),
        "balancedAccuracy": m.balanced_accuracy_score(truth, predicted),
        "matthewsCorrelation": m.matthews_corrcoef(truth, predicted),
        "logLoss": m.log_loss(truth, scores, labels=range(k)),
    }
    for name, score in [("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)]:
        for average in ("macro", "weighted"):
            out[f"{name}(average={average})"] = score(truth, predicted, average=average, zero_division=0)
        for c, value in enumerate(score(truth, predicted, average=None, labels=range(k), zero_division=0)):
            out[f"{name}(class={labels[c]})"] = value
        if k == 2:
            out[f"{name}(average=binary)"] = score(truth, predicted, pos_label=1, zero_division=0)
            out[name] = out[f"{name}(average=binary)"]
        else:
            out[name] = out[f"{name}(average=macro)"]
    # The recall of "not c".
    specificity = [m.recall_score(truth != c, predicted != c) for c in range(k)]
    for c in range(k):
        out[f"specificity(class={labels[c]})"] = specificity[c]
    out["specificity"] = specificity[1] if k == 2 else np.mean(specificity)
    top = scores[:, 1] if k == 2 else scores[np.arange(len(truth)), predicted]
    right = truth == 1 if k == 2 else truth == predicted
    out["expectedCalibrationError(binning=equalMass)"] = equal_mass_calibration_error(top, right)
    out["expectedCalibrationError(debiased=true)"] = debiased_calibration_error(top, right)
    if k > 2:
        # No ties among these scores.
        out["topKAccuracy(k=2)"] = m.top_k_accuracy_score(truth, scores, k=2, labels=range(k))
    if k == 2:
        out["rocAuc"] = m.roc_auc_score(truth, scores[:, 1])
        out["averagePrecision"] = m.average_precision_score(truth, scores[:, 1])
        out["brier"] = m.brier_score_loss(truth, scores[:, 1])
        out["expectedCalibrationError"] = expected_calibration_error(scores[:, 1], truth == 1)
        out["expectedCalibrationError(bins=7)"] = expected_calibration_error(scores[:, 1], truth == 1, 7)
    else:
        out["rocAuc"] = m.roc_auc_score(truth, scores, multi_class="ovr", average="macro")
        out["rocAuc(average=macro)"] = out["rocAuc"]
        out["rocAuc(average=weighted)"] = m.roc_auc_score(truth, scores, multi_class="ovr", average="weighted")
        one_hot = np.eye(k)[truth]
        out["averagePrecision"] = m.average_precision_score(one_hot, scores, average="macro")
        for c in range(k):
            out[f"rocAuc(class={labels[c]})"] = m.roc_auc_score(truth == c, scores[:, c])
            out[f"averagePrecision(class={labels[c]})"] = m.average_precision_score(truth == c, scores[:, c])
        out["brier"] = float(((scores - one_hot) ** 2).sum(axis=1).mean())
        top = scores[np.arange(len(truth)), predicted]
        out["expectedCalibrationError"] = expected_calibration_error(top, truth == predicted)
        out["expectedCalibrationError(bins=7)"] = expected_calibration_error(top, truth == predicted, 7)
    return {key: float(value) for key, value in out.items()}


def case(name, labels, n, seed, sharpness, ties):
    rng = np.random.default_rng(seed)
    k = len(labels)
    truth = rng.choice(k, n, p=np.arange(k, 0, -1) / np.arange(1, k + 1).sum())
    signal = np.eye(k)[truth] * sharpness
    old = softmax(signal + rng.normal(size=(n, k)))
    new = softmax(0.8 * signal + rng.normal(size=(n, k)) * 0.5 + np.log(old) * 0.7)
    if ties:
        # Scores with few digits, some of them exactly 0 and 1: ties, and log-loss's clip.
        old, new = [np.round(s, 1) for s in (old, new)]
        old, new = [np.column_stack([1 - s[:, 1], s[:, 1]]) for s in (old, new)]
    po, pn = old.argmax(axis=1), new.argmax(axis=1)
    pair = {
        "agreement": (po == pn).mean(),
        "cohenKappa": m.cohen_kappa_score(po, pn),
        "negativeFlipRate": ((po == truth) & (pn != truth)).mean(),
        "positiveFlipRate": ((po != truth) & (pn == truth)).mean(),
        "largestScoreDifference": np.abs(new - old).max(),
        "meanScoreDifference": (new[:, 1] - old[:, 1]).mean()
        if k == 2
        else (new[np.arange(n), po] - old[np.arange(n), po]).mean(),
    }
    return {
        "name": name,
        "labels": labels,
        "positive": 1 if k == 2 else None,
        "truth": truth.tolist(),
        "old": {"predicted": po.tolist(), "scores": old.tolist(), "expected": side(truth, old, po, labels)},
        "new": {"predicted": pn.tolist(), "scores": new.tolist(), "expected": side(truth, new, pn, labels)},
        "pair": {key: float(value) for key, value in pair.items()},
    }


cases = [
    case("two labels", ["no", "yes"], 157, 1, 1.5, False),
    case("two labels with tied scores, zeros and ones", ["no", "yes"], 120, 2, 3.0, True),
    case("five labels", ["a", "b", "c", "d", "e"], 211, 3, 1.2, False),
]
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
