"""Reference values of clustered and weighted cases: values by scikit-learn's sample_weight, standard errors by a cluster sandwich
written from its definition in numpy (checked against statsmodels where it has it); writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy import stats
from sklearn import metrics as m

rng = np.random.default_rng(20261124)


def kish(w, g):
    W = np.array([w[g == c].sum() for c in np.unique(g)])
    return W.sum() ** 2 / (W**2).sum()


def se(z, g):
    """Root of G/(G-1) times the sum of squared deviations of the sums of influences by cluster."""
    sums = np.array([z[g == c].sum() for c in np.unique(g)])
    G = len(sums)
    return float(np.sqrt(G / (G - 1) * ((sums - sums.mean()) ** 2).sum()))


def derivative(statistic, w, h=1e-4):
    """w_i times the derivative by each case's weight, numerically (fourth order): what linearisation comes to, without its algebra."""
    z = np.empty(len(w))
    for i in range(len(w)):
        def at(k):
            v = w.copy()
            v[i] *= 1 + k * h
            return statistic(v)
        z[i] = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)
    return z


def ece(score, outcome, w, bins=15):
    b = np.minimum(np.floor(score * bins).astype(int), bins - 1)
    return sum(abs((w * (score - outcome))[b == k].sum()) for k in range(bins)) / w.sum()


def debiased_ece(score, outcome, w, g, bins=15):
    """Root of the weighted mean of squared mean gaps, less in each bin the clustered variance of its weighted frequency."""
    b = np.minimum(np.floor(score * bins).astype(int), bins - 1)
    total = 0.0
    for k in range(bins):
        inside = b == k
        if len(np.unique(g[inside])) < 2:
            continue
        v, y = w[inside], outcome[inside]
        p = np.average(y, weights=v)
        gap = np.average(score[inside] - y, weights=v)
        total += v.sum() / w.sum() * (gap**2 - se(v * (y - p) / v.sum(), g[inside]) ** 2)
    return np.sqrt(max(0.0, total))


def clusters(n):
    g = rng.integers(0, n // 4, n)
    return g, np.round(rng.uniform(0.2, 3, n), 3)


def statistic_rows(statistics, w, g):
    """Name -> values of old and new, and t times the standard error of each and of the difference."""

    def half(z):
        sums = np.array([z[g == c].sum() for c in np.unique(g)])
        n = len(sums)
        # O'Neill 2014: as many degrees of freedom as the sample variance of the sums has a spread for.
        degrees = 2 * n / (stats.kurtosis(sums, fisher=False) - (n - 3) / (n - 1))
        return float(stats.t.ppf(0.975, min(kish(w, g) - 1, degrees)) * se(z, g))

    out = {}
    for name, (old, new) in statistics.items():
        zo, zn = derivative(old, w), derivative(new, w)
        out[name] = {
            "old": float(old(w)), "new": float(new(w)),
            "half": [half(zo), half(zn), half(zn - zo)],
        }
    return out


def classes(k, n):
    g, w = clusters(n)
    truth = rng.integers(0, k, n)
    house = rng.normal(size=(n // 4, k))[g] * 0.8
    def scores(sharp):
        e = np.exp(np.eye(k)[truth] * sharp + house + rng.normal(size=(n, k)))
        return np.round(e / e.sum(axis=1, keepdims=True), 6)
    old, new = scores(1.6), scores(1.4)
    for s in (old, new):
        s[:, 0] += 1 - s.sum(axis=1)
    po, pn = old.argmax(axis=1), new.argmax(axis=1)
    one = np.eye(k)[truth]
    both = lambda f: (lambda v: f(po, old, v), lambda v: f(pn, new, v))
    stat = {
        "balancedAccuracy": both(lambda p, s, v: m.balanced_accuracy_score(truth, p, sample_weight=v)),
        "matthewsCorrelation": both(lambda p, s, v: m.matthews_corrcoef(truth, p, sample_weight=v)),
        "f1(average=macro)": both(lambda p, s, v: m.f1_score(truth, p, average="macro", sample_weight=v)),
        "f1(average=weighted)": both(lambda p, s, v: m.f1_score(truth, p, average="weighted", sample_weight=v)),
        "precision(class=c1)": both(lambda p, s, v: m.precision_score(truth == 1, p == 1, sample_weight=v)),
        "f1(class=c1)": both(lambda p, s, v: m.f1_score(truth == 1, p == 1, sample_weight=v)),
        "logLoss": both(lambda p, s, v: m.log_loss(truth, s, sample_weight=v, labels=range(k))),
        "brier": both(lambda p, s, v: np.average(((s - one) ** 2).sum(axis=1) if k > 2 else (s[:, 1] - one[:, 1]) ** 2, weights=v)),
    }
    if k == 2:
        stat["rocAuc"] = both(lambda p, s, v: m.roc_auc_score(truth, s[:, 1], sample_weight=v))
        stat["averagePrecision"] = both(lambda p, s, v: m.average_precision_score(truth, s[:, 1], sample_weight=v))
    values = {
        "accuracy": both(lambda p, s, v: m.accuracy_score(truth, p, sample_weight=v)),
        "recall(class=c1)": both(lambda p, s, v: m.recall_score(truth == 1, p == 1, sample_weight=v)),
        "expectedCalibrationError": both(lambda p, s, v: ece(*((s[:, 1], truth == 1) if k == 2 else (s[np.arange(n), p], truth == p)), v)),
    }
    calibrated = lambda s, p: (s[:, 1], (truth == 1) * 1.0) if k == 2 else (s[np.arange(n), p], (truth == p) * 1.0)
    values["expectedCalibrationError(debiased=true)"] = both(lambda p, s, v: debiased_ece(*calibrated(s, p), v, g))
    if k > 2:
        values["topKAccuracy(k=2)"] = both(lambda p, s, v: m.top_k_accuracy_score(truth, s, k=2, sample_weight=v))
    # Costs by truth and answer; a mean of one number a case.
    costs = np.arange(k * k).reshape(k, k) * 1.5
    np.fill_diagonal(costs, 0)
    stat["decisionCost"] = both(lambda p, s, v: np.average(costs[truth, p], weights=v))
    # A weighted mean with its clustered standard error is a regression on a constant: statsmodels says the same.
    d = (pn == truth).astype(float) - (po == truth)
    fit = sm.WLS(d, np.ones(n), weights=w).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False, "df_correction": False})
    G = len(np.unique(g))
    z = w * (d - np.average(d, weights=w)) / w.sum()
    assert abs(float(fit.bse[0]) * np.sqrt(G / (G - 1)) - se(z, g)) < 1e-12
    return {
        "kind": "classes", "costs": costs.ravel().tolist(), "labels": [f"c{i}" for i in range(k)], "truth": truth.tolist(), "clusters": g.tolist(), "weights": w.tolist(),
        "old": {"predicted": po.tolist(), "scores": old.tolist()}, "new": {"predicted": pn.tolist(), "scores": new.tolist()},
        "linearised": statistic_rows(stat, w, g),
        "values": {key: {"old": float(a(w)), "new": float(b(w))} for key, (a, b) in values.items()},
        "pairs": {
            "agreement": float(np.average(po == pn, weights=w)),
            "cohenKappa": float(m.cohen_kappa_score(po, pn, sample_weight=w)),
            "negativeFlipRate": float(np.average((po == truth) & (pn != truth), weights=w)),
        },
    }


def values(n):
    g, w = clusters(n)
    truth = np.round(rng.normal(50, 10, n), 4)
    house = rng.normal(size=n // 4)[g]
    old = np.round(truth + 3 * house + rng.normal(size=n) * 2, 4)
    new = np.round(truth + 2.8 * house + rng.normal(size=n) * 2.2, 4)
    both = lambda f: (lambda v: f(old, v), lambda v: f(new, v))
    stat = {
        "meanError": both(lambda p, v: np.average(p - truth, weights=v)),
        "meanAbsolutePercentageError": both(lambda p, v: m.mean_absolute_percentage_error(truth, p, sample_weight=v)),
        "mae": both(lambda p, v: m.mean_absolute_error(truth, p, sample_weight=v)),
        "rmse": both(lambda p, v: m.root_mean_squared_error(truth, p, sample_weight=v)),
        "r2": both(lambda p, v: m.r2_score(truth, p, sample_weight=v)),
    }
    median = both(lambda p, v: m.median_absolute_error(truth, p, sample_weight=v))
    return {
        "kind": "values", "truth": truth.tolist(), "clusters": g.tolist(), "weights": w.tolist(), "old": old.tolist(), "new": new.tolist(),
        "linearised": statistic_rows(stat, w, g),
        "values": {"medianAbsoluteError": {"old": float(median[0](w)), "new": float(median[1](w))}},
        "pairs": {"meanScoreDifference": float(np.average(new - old, weights=w))},
    }


cases = [classes(2, 160), classes(3, 160), values(120)]
Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
