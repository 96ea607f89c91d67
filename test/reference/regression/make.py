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


def degrees_of_freedom(values):
    """Those that the variance of these values is known by (O'Neill 2014)."""
    n = len(values)
    return min(n - 1, 2 * n / (stats.kurtosis(values, fisher=False) - (n - 3) / (n - 1)))


def jackknife_half(statistic, *columns):
    """Half of the 95 % interval, Student's t times the leave-one-out standard error: computed by really leaving each case out."""
    n = len(columns[0])
    left_out = np.array([statistic(*[np.delete(c, i) for c in columns]) for i in range(n)])
    error = np.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum())
    return float(stats.t.ppf(0.975, degrees_of_freedom(left_out)) * error)


def case(name, n, seed, offset):
    rng = np.random.default_rng(seed)
    truth = rng.gamma(2.0, 30.0, n) + offset
    old = truth + rng.normal(size=n) * 12
    new = truth + (old - truth) * 0.6 + rng.normal(size=n) * 6 + 0.5
    eo, en = np.abs(old - truth), np.abs(new - truth)
    low, high = stats.t.interval(0.95, degrees_of_freedom(en - eo), np.mean(en - eo), stats.sem(en - eo))
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
        "maeDifferenceInterval": [float(low), float(high)],
        "jackknifeHalves": {
            "rmse": jackknife_half(lambda y, a, b: rmse(y, b) - rmse(y, a), truth, old, new),
            "r2": jackknife_half(lambda y, a, b: r2(y, b) - r2(y, a), truth, old, new),
        },
    }


cases = [case("prices", 203, 1, 0.0), case("a large common offset", 150, 2, 1e6)]
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
