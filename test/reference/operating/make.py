"""What thresholds make of two models' scores: same threshold, equal alert rate, equal recall; writes cases.json beside this file.

Rates are scikit-learn's; the chosen thresholds are found by trying every one: for an equal alert rate the score whose number of alerts is
nearest to old's (of two equally near the one with fewer alerts), for an equal recall the highest score with at least old's recall. Some cases
have many equal scores. The intervals are those of a plain case bootstrap, 20,000 resamples, the threshold chosen anew in each.

Also: the calibration slope and intercept (statsmodels' GLM on the logit of the scores, and the sandwich covariance HC0 of the same), and
Spiegelhalter's z and the Brier decomposition from their definitions.

Made with Python 3.11, numpy 2.4.6, scikit-learn 1.9.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from sklearn.metrics import brier_score_loss, f1_score, precision_score, recall_score

NAMES = ["alertRate", "recall", "precision", "specificity", "f1"]


def rates(truth, alert):
    return {
        "alertRate": alert.mean(),
        "recall": recall_score(truth, alert, zero_division=0),
        "precision": precision_score(truth, alert, zero_division=0),
        "specificity": recall_score(truth, alert, pos_label=0, zero_division=0),
        "f1": f1_score(truth, alert, zero_division=0),
    }


def thresholds(new):
    """Every threshold that makes a difference, the highest first: infinity, then each distinct score."""
    return np.concatenate([[np.inf], np.unique(new)[::-1]])


def choose(truth, old_alert, new):
    candidates = thresholds(new)
    alerts = np.array([(new >= t).sum() for t in candidates])
    hits = np.array([((new >= t) & (truth == 1)).sum() for t in candidates])
    distance = np.abs(alerts - old_alert.sum())
    equal_alerts = candidates[np.flatnonzero(distance == distance.min())[0]]
    equal_recall = candidates[np.flatnonzero(hits >= (old_alert & (truth == 1)).sum())[0]]
    return equal_alerts, equal_recall


def point(truth, old_alert, new, threshold):
    before, after = rates(truth, old_alert), rates(truth, (new >= threshold).astype(int))
    return {
        "threshold": None if np.isinf(threshold) else threshold,
        "rates": after,
        "changes": {name: after[name] - before[name] for name in NAMES},
    }


def quick(truth, old_alert, new):
    """Changes of alert rate, recall and precision at both chosen thresholds, fast enough for a bootstrap."""
    order = np.argsort(-new, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(new[order]) != 0), len(new) - 1)
    alerts = np.concatenate([[0], ends + 1])
    hits = np.concatenate([[0], np.cumsum(truth[order])[ends]])
    n, positives, a, h = len(new), truth.sum(), old_alert.sum(), (old_alert & truth).sum()
    found = []
    for k in (np.argmin(np.abs(alerts - a)), np.searchsorted(hits, h)):
        precision = hits[k] / alerts[k] if alerts[k] > 0 else 0
        found += [alerts[k] / n - a / n, (hits[k] - h) / positives, precision - (h / a if a > 0 else 0)]
    return found


def intervals(truth, old_alert, new, seed, resamples=20_000):
    random = np.random.default_rng(seed)
    drawn = np.empty((resamples, 6))
    for b in range(resamples):
        rows = random.integers(0, len(truth), len(truth))
        drawn[b] = quick(truth[rows], old_alert[rows], new[rows])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    ends = [[a, b] for a, b in zip(low, high)]
    names = ["alertRate", "recall", "precision"]
    return {"equal-alert-rate": dict(zip(names, ends[:3])), "equal-recall": dict(zip(names, ends[3:]))}


def calibration(truth, p):
    clipped = np.clip(p, 2.0**-52, 1 - 2.0**-52)
    logit = np.log(clipped / (1 - clipped))
    model = sm.GLM(truth, sm.add_constant(logit), family=sm.families.Binomial())
    fit = model.fit(tol=1e-14, maxiter=200)
    sandwich = model.fit(tol=1e-14, maxiter=200, cov_type="HC0")
    variance = np.sum((1 - 2 * p) ** 2 * p * (1 - p))
    bins = np.minimum(9, np.floor(p * 10)).astype(int)
    base = truth.mean()
    parts = [(np.mean(bins == k), p[bins == k].mean(), truth[bins == k].mean()) for k in np.unique(bins)]
    return {
        "intercept": fit.params[0],
        "slope": fit.params[1],
        "interceptError": sandwich.bse[0],
        "slopeError": sandwich.bse[1],
        "spiegelhalter": np.sum((truth - p) * (1 - 2 * p)) / np.sqrt(variance),
        "brier": brier_score_loss(truth, p),
        "reliability": sum(w * (s - f) ** 2 for w, s, f in parts),
        "resolution": sum(w * (f - base) ** 2 for w, s, f in parts),
        "uncertainty": base * (1 - base),
    }


def case(name, n, seed, threshold, decimals, rare=0.0, resampled=False):
    random = np.random.default_rng(seed)
    strength = random.normal(size=n)
    truth = (random.random(n) < 1 / (1 + np.exp(-(1.3 * strength - 0.8 - rare)))).astype(int)
    old = 1 / (1 + np.exp(-(1.2 * strength + 0.5 * random.normal(size=n) - 0.6 - rare)))
    new = 1 / (1 + np.exp(-(1.7 * strength + 0.7 * random.normal(size=n) - 0.2 - rare)))
    old, new = old.round(decimals), new.round(decimals)
    old_alert = (old >= threshold).astype(int)
    equal_alerts, equal_recall = choose(truth, old_alert, new)
    made = {
        "name": name,
        "threshold": threshold,
        "truth": truth.tolist(),
        "old": old.tolist(),
        "new": new.tolist(),
        "oldRates": rates(truth, old_alert),
        "relativeAlerts": (new >= threshold).sum() / old_alert.sum() - 1,
        "points": {
            "same-threshold": point(truth, old_alert, new, threshold),
            "equal-alert-rate": point(truth, old_alert, new, equal_alerts),
            "equal-recall": point(truth, old_alert, new, equal_recall),
        },
        "calibration": {"old": calibration(truth, old), "new": calibration(truth, new)},
    }
    if resampled:
        made["intervals"] = intervals(truth, old_alert, new, seed)
    return made


CASES = [
    case("few distinct scores", 120, 1, 0.35, 1),
    case("scores of two decimals", 400, 2, 0.35, 2, resampled=True),
    case("a rare positive label", 900, 3, 0.2, 6, rare=2.0),
    case("many distinct scores", 2_500, 4, 0.4, 5, resampled=True),
]

Path(__file__).with_name("cases.json").write_text(json.dumps(CASES) + "\n")
