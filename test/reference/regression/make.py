"""Reference values for the regression measures: values by scikit-learn, intervals by scipy; writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn import metrics as m


def expected(truth, values):
    return {
        "mae": float(m.mean_absolute_error(truth, values)),
        "rmse": float(m.root_mean_squared_error(truth, values)),
        "medianAbsoluteError": float(m.median_absolute_error(truth, values)),
        "meanError": float(np.mean(values - truth)),
        "meanAbsolutePercentageError": float(m.mean_absolute_percentage_error(truth, values)),
        "r2": float(m.r2_score(truth, values)),
    }


def jackknife_se(statistic, *columns):
    """Leave-one-out standard error: computed by really leaving each case out."""
    n = len(columns[0])
    left_out = np.array([statistic(*[np.delete(c, i) for c in columns]) for i in range(n)])
    return float(np.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum()))


def case(name, n, seed, offset):
    rng = np.random.default_rng(seed)
    truth = rng.gamma(2.0, 30.0, n) + offset
    old = truth + rng.normal(size=n) * 12
    new = truth + (old - truth) * 0.6 + rng.normal(size=n) * 6 + 0.5
    eo, en = np.abs(old - truth), np.abs(new - truth)
    t = stats.ttest_rel(en, eo).confidence_interval(0.95)
    rmse = lambda y, v: np.sqrt(np.mean((v - y) ** 2))
    r2 = lambda y, v: 1 - np.mean((v - y) ** 2) / np.var(y)
    return {
        "name": name,
        "truth": truth.tolist(),
        "old": {"values": old.tolist(), "expected": expected(truth, old)},
        "new": {"values": new.tolist(), "expected": expected(truth, new)},
        "pair": {
            "largestScoreDifference": float(np.abs(new - old).max()),
            "meanScoreDifference": float((new - old).mean()),
        },
        "maeDifferenceInterval": [float(t.low), float(t.high)],
        "jackknifeErrors": {
            "rmse": jackknife_se(lambda y, a, b: rmse(y, b) - rmse(y, a), truth, old, new),
            "r2": jackknife_se(lambda y, a, b: r2(y, b) - r2(y, a), truth, old, new),
        },
    }


cases = [case("prices", 203, 1, 0.0), case("a large common offset", 150, 2, 1e6)]
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
