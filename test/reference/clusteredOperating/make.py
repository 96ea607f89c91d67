"""What thresholds make of weighted cases in clusters, and their calibration lines; writes cases.json beside this file.

Rates are scikit-learn's with sample_weight; the chosen thresholds are found by trying every one. Intervals are those of a plain cluster
bootstrap (20,000 resamples, the threshold chosen anew in each), each end Student's t over z times as far from the value. Calibration lines are
statsmodels' GLM with var_weights and its covariance by cluster, times G/(G-1); half their intervals with Student's t of as many degrees as the
effective number of clusters and the kurtosis of the scores by cluster leave (O'Neill 2014).

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import f1_score, precision_score, recall_score

NAMES = ["alertRate", "recall", "precision", "specificity", "f1"]


def rates(truth, alert, w):
    return {
        "alertRate": float(np.average(alert, weights=w)),
        "recall": recall_score(truth, alert, sample_weight=w, zero_division=0),
        "precision": precision_score(truth, alert, sample_weight=w, zero_division=0),
        "specificity": recall_score(truth, alert, pos_label=0, sample_weight=w, zero_division=0),
        "f1": f1_score(truth, alert, sample_weight=w, zero_division=0),
    }


def choose(truth, old_alert, new, w):
    candidates = np.concatenate([[np.inf], np.unique(new)[::-1]])
    alerts = np.array([w[new >= t].sum() for t in candidates])
    hits = np.array([w[(new >= t) & (truth == 1)].sum() for t in candidates])
    distance = np.abs(alerts - w[old_alert == 1].sum())
    found = w[(old_alert == 1) & (truth == 1)].sum()
    return candidates[np.argmin(distance)], candidates[np.flatnonzero(hits >= found * (1 - 1e-12))[0]]


def sums_by_score(truth, old_alert, new, w):
    """For each distinct score from the highest down, and before them all: weight of alerts and of hits."""
    order = np.argsort(-new, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(new[order]) != 0), len(new) - 1)
    alerts = np.concatenate([[0], np.cumsum(w[order])[ends]])
    hits = np.concatenate([[0], np.cumsum((w * truth)[order])[ends]])
    return alerts, hits


def quick(truth, old_alert, new, w):
    alerts, hits = sums_by_score(truth, old_alert, new, w)
    n, positives, a, h = w.sum(), w[truth == 1].sum(), w[old_alert == 1].sum(), w[(old_alert & truth) == 1].sum()
    out = []
    for k in (np.argmin(np.abs(alerts - a)), np.searchsorted(hits, h * (1 - 1e-12))):
        k = min(k, len(alerts) - 1)
        precision = hits[k] / alerts[k] if alerts[k] > 0 else 0
        out += [(alerts[k] - a) / n, (hits[k] - h) / positives, precision - (h / a if a > 0 else 0)]
    return np.array(out)


def intervals(truth, old_alert, new, w, g, seed, resamples=20_000):
    random = np.random.default_rng(seed)
    members = [np.flatnonzero(g == c) for c in np.unique(g)]
    drawn = np.empty((resamples, 6))
    for b in range(resamples):
        rows = np.concatenate([members[c] for c in random.integers(0, len(members), len(members))])
        drawn[b] = quick(truth[rows], old_alert[rows], new[rows], w[rows])
    value = quick(truth, old_alert, new, w)
    W = np.array([w[m].sum() for m in members])
    wider = stats.t.ppf(0.975, W.sum() ** 2 / (W**2).sum() - 1) / stats.norm.ppf(0.975)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    ends = np.stack([value - (value - low) * wider, value + (high - value) * wider], axis=1).tolist()
    names = ["alertRate", "recall", "precision"]
    return {"equal-alert-rate": dict(zip(names, ends[:3])), "equal-recall": dict(zip(names, ends[3:]))}


def calibration(truth, p, w, g):
    logit = np.log(p / (1 - p))
    model = sm.GLM(truth, sm.add_constant(logit), family=sm.families.Binomial(), var_weights=w)
    fit = model.fit(tol=1e-14, maxiter=200, cov_type="cluster", cov_kwds={"groups": g, "use_correction": False})
    G = len(np.unique(g))
    errors = fit.bse * np.sqrt(G / (G - 1))
    influences = (w * (truth - fit.fittedvalues))[:, None] * model.exog @ fit.normalized_cov_params
    sums = np.array([influences[g == c].sum(axis=0) for c in np.unique(g)])
    degrees = 2 * G / (stats.kurtosis(sums, fisher=False) - (G - 3) / (G - 1))
    half = stats.t.ppf(0.975, np.minimum(effective(w, g) - 1, degrees)) * errors
    return {"intercept": fit.params[0], "slope": fit.params[1], "interceptHalf": half[0], "slopeHalf": half[1]}


def effective(w, g):
    return float(np.bincount(g, w).sum() ** 2 / (np.bincount(g, w) ** 2).sum())


def case(name, clusters, size, seed, threshold, decimals):
    random = np.random.default_rng(seed)
    g = np.repeat(np.arange(clusters), random.integers(1, size + 1, clusters))
    n = len(g)
    w = np.round(random.uniform(0.5, 2, n), 3)
    strength = 0.7 * random.normal(size=clusters)[g] + 0.7 * random.normal(size=n)
    truth = (random.random(n) < 1 / (1 + np.exp(-(1.3 * strength - 0.8)))).astype(int)
    old = (1 / (1 + np.exp(-(1.2 * strength + 0.5 * random.normal(size=n) - 0.6)))).round(decimals).clip(0.01, 0.99)
    new = (1 / (1 + np.exp(-(1.7 * strength + 0.7 * random.normal(size=n) - 0.2)))).round(decimals).clip(0.01, 0.99)
    old_alert = (old >= threshold).astype(int)
    before = rates(truth, old_alert, w)
    points = {}
    for at, t in zip(("same-threshold", "equal-alert-rate", "equal-recall"), (threshold, *choose(truth, old_alert, new, w))):
        after = rates(truth, (new >= t).astype(int), w)
        points[at] = {"threshold": t, "rates": after, "changes": {k: after[k] - before[k] for k in NAMES}}
    return {
        "name": name, "threshold": threshold, "truth": truth.tolist(), "old": old.tolist(), "new": new.tolist(),
        "clusters": g.tolist(), "weights": w.tolist(), "oldRates": before, "points": points,
        "effective": effective(w, g),
        "calibration": {"old": calibration(truth, old, w, g), "new": calibration(truth, new, w, g)},
        "intervals": intervals(truth, old_alert, new, w, g, seed),
    }


CASES = [
    case("scores of two decimals", 60, 6, 2, 0.35, 2),
    case("many distinct scores", 400, 6, 4, 0.4, 5),
]
Path(__file__).with_name("cases.json").write_text(json.dumps(CASES) + "\n")
