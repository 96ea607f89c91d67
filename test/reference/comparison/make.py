"""Reference values for the comparison of two models as measurements; writes cases.json beside this file.

Benjamini-Hochberg, McNemar, Stuart-Maxwell and Bhapkar by statsmodels (mid-p by summing scipy's binomial probabilities); limits of agreement by scipy's t and
chi-square quantiles, and beside them Carkeet's exact ones by scipy's noncentral t; Lin's concordance in moments over n, its variance as DescTools and epiR have it
(corrected 2000); Deming's line by singular values, its errors by numeric derivatives by each pair's weight; Passing-Bablok's from the
definition, pair by pair. Tails of distributions by scipy.
Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable, mcnemar
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(20261124)


def benjamini_hochberg(p):
    return {"p": [float(x) for x in p], "adjusted": [float(x) for x in multipletests(p, method="fdr_bh")[1]]}


def mcnemar_case(b, c):
    exact = mcnemar([[5, b], [c, 5]], exact=True).pvalue
    smaller = min(b, c)
    below = stats.binom.pmf(np.arange(smaller), b + c, 0.5).sum()
    mid = 2 * (below + stats.binom.pmf(smaller, b + c, 0.5) / 2)
    return {"onlyOld": b, "onlyNew": c, "exact": float(exact), "midP": float(min(1, mid))}


def homogeneity_case(table):
    table = np.asarray(table)
    found = SquareTable(table.astype(float), shift_zeros=False)
    sm, bh = found.homogeneity("stuart_maxwell"), found.homogeneity("bhapkar")
    return {
        "table": table.tolist(),
        "degrees": int(sm.df),
        "stuartMaxwell": [float(sm.statistic), float(sm.pvalue)],
        "bhapkar": [float(bh.statistic), float(bh.pvalue)],
    }


def limits_case(d, confidence):
    n, mean, s = len(d), d.mean(), d.std(ddof=1)
    tail = (1 - confidence) / 2
    z = stats.norm.ppf(0.975)
    half = stats.t.ppf(1 - tail, n - 1) * s / np.sqrt(n)
    low_s = s * np.sqrt((n - 1) / stats.chi2.ppf(1 - tail, n - 1))
    high_s = s * np.sqrt((n - 1) / stats.chi2.ppf(tail, n - 1))
    below = np.sqrt(half**2 + (z * (s - low_s)) ** 2)
    above = np.sqrt(half**2 + (z * (high_s - s)) ** 2)
    exact = [float(mean + s * stats.nct.ppf(p, n - 1, z * np.sqrt(n)) / np.sqrt(n)) for p in (tail, 1 - tail)] if n <= 200 else None
    return {
        "differences": d.tolist(),
        "confidence": confidence,
        "bias": [float(mean), float(mean - half), float(mean + half)],
        "low": [float(mean - z * s), float(mean - z * s - above), float(mean - z * s + below)],
        "high": [float(mean + z * s), float(mean + z * s - below), float(mean + z * s + above)],
        "exactHigh": exact,
    }


def concordance_case(x, y, confidence):
    k = len(x)
    sx2, sy2 = x.var(), y.var()
    sxy = ((x - x.mean()) * (y - y.mean())).mean()
    p = 2 * sxy / (sx2 + sy2 + (x.mean() - y.mean()) ** 2)
    r = np.corrcoef(x, y)[0, 1]
    u = (y.mean() - x.mean()) / (sx2 * sy2) ** 0.25
    sep = np.sqrt(((1 - r**2) * p**2 * (1 - p**2) / r**2 + 2 * p**3 * (1 - p) * u**2 / r - 0.5 * p**4 * u**4 / r**2) / (k - 2))
    set_ = sep / (1 - p**2)
    z, half = np.arctanh(p), stats.norm.ppf(1 - (1 - confidence) / 2) * set_
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "confidence": confidence,
        "value": float(p),
        "interval": [float(np.tanh(z - half)), float(np.tanh(z + half))],
        "correlation": float(r),
        "accuracy": float(p / r),
    }


def deming_case(x, y, confidence):
    n = len(x)

    def line(w):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        _, _, v = np.linalg.svd(np.sqrt(w)[:, None] * np.column_stack([x - mx, y - my]), full_matrices=False)
        slope = v[0, 1] / v[0, 0]
        return np.array([slope, my - slope * mx])

    value = line(np.ones(n))
    steps = []
    for i in range(n):
        up, down = np.ones(n), np.ones(n)
        up[i] += 1e-5
        down[i] -= 1e-5
        steps.append((line(up) - line(down)) / 2e-5)
    half = stats.t.ppf(1 - (1 - confidence) / 2, n - 2) * np.sqrt((np.array(steps) ** 2).sum(axis=0))
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "confidence": confidence,
        "slope": float(value[0]),
        "intercept": float(value[1]),
        # Good to some 1e-8: derivatives by finite differences.
        "slopeInterval": [float(value[0] - half[0]), float(value[0] + half[0])],
        "interceptInterval": [float(value[1] - half[1]), float(value[1] + half[1])],
    }


def passing_bablok_case(x, y, confidence):
    n = len(x)
    slopes = []
    for i in range(n):
        for j in range(i + 1, n):
            dx, dy = x[j] - x[i], y[j] - y[i]
            if dx == 0 and dy == 0:
                continue
            slope = np.inf if dx == 0 else dy / dx
            if slope != -1:
                slopes.append(slope)
    slopes = np.sort(slopes)
    count, k = len(slopes), int((slopes < -1).sum())
    if count % 2:
        slope = slopes[(count + 1) // 2 + k - 1]
    else:
        slope = (slopes[count // 2 + k - 1] + slopes[count // 2 + k]) / 2
    c = stats.norm.ppf(1 - (1 - confidence) / 2) * np.sqrt(n * (n - 1) * (2 * n + 5) / 18)
    m1 = int(np.floor((count - c) / 2 + 0.5))
    low, high = slopes[m1 + k - 1], slopes[count - m1 + 1 + k - 1]
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "confidence": confidence,
        "slope": float(slope),
        "slopeInterval": [float(low), float(high)],
        "intercept": float(np.median(y - slope * x)),
        "interceptInterval": [float(np.median(y - high * x)), float(np.median(y - low * x))],
    }


def pairs(n, slope, intercept, noise, digits=None):
    truth = random.gamma(3, 20, size=n)
    x = truth + random.normal(size=n) * noise
    y = intercept + slope * truth + random.normal(size=n) * noise
    return (x, y) if digits is None else (np.round(x, digits), np.round(y, digits))


shifted, close, opposite, rounded = pairs(40, 1.1, -3, 4), pairs(200, 1, 0, 0.5), pairs(60, -0.7, 90, 6), pairs(80, 1, 1, 2, 0)
cases = {
    "benjaminiHochberg": [
        benjamini_hochberg(p)
        for p in (
            [0.01, 0.04, 0.03, 0.005],
            [0.5],
            [0.2, 0.2, 0.2],
            [1.0, 0.0, 0.9999],
            sorted(random.uniform(size=20) ** 3),
            random.uniform(size=37) ** 2,
        )
    ],
    # The first is the check value: exact 0.1538599, mid-p 0.1172752.
    "mcnemar": [mcnemar_case(b, c) for b, c in ((25, 15), (0, 5), (1, 0), (7, 7), (6, 16), (300, 251), (5210, 5000))],
    "homogeneity": [
        # Vision of 7477 women, right eye by left eye: Stuart 1953, as statsmodels and R's examples have it.
        homogeneity_case([[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]),
        homogeneity_case([[30, 12], [5, 53]]),
        homogeneity_case(random.integers(0, 9, size=(7, 7)) + 40 * np.eye(7, dtype=int)),
    ],
    "limits": [
        limits_case(random.normal(loc=0.4, scale=2, size=n), c) for n, c in ((10, 0.95), (25, 0.9), (150, 0.95), (5000, 0.99))
    ],
    "concordance": [concordance_case(x, y, c) for (x, y), c in ((shifted, 0.95), (close, 0.9), (opposite, 0.95))],
    "deming": [deming_case(x, y, c) for (x, y), c in ((shifted, 0.95), (close, 0.9), (opposite, 0.95))],
    "passingBablok": [passing_bablok_case(x, y, c) for (x, y), c in ((shifted, 0.95), (close, 0.9), (rounded, 0.95))],
    "tails": {
        "student": [[t, d, float(stats.t.sf(t, d))] for t, d in ((0.0, 3), (2.1, 9), (-1.5, 40), (9.0, 250), (4.5, 999999))],
        "chiSquare": [[x, d, float(stats.chi2.sf(x, d))] for x, d in ((3.84, 1), (11.9, 3), (95.0, 20), (1100.0, 999), (4900.0, 4999), (5197.0, 4999), (1e6, 999999), (1.01e6, 999999))],
        "chiSquareQuantile": [
            [p, d, float(stats.chi2.ppf(p, d))] for p in (0.025, 0.975) for d in (1, 9, 149, 4999, 999999)
        ],
        "normal": [[z, float(stats.norm.sf(z))] for z in (-2.0, 0.0, 1.96, 8.0)],
    },
    # The check value of the issue: DeLong's z and two-sided p.
    "delong": {
        "labels": [int(c) for c in "001101001101"],
        "old": [0.1, 0.35, 0.24, 0.8, 0.2, 0.85, 0.13, 0.85, 0.74, 0.58, 0.71, 0.25],
        "new": [0.2, 0.3, 0.4, 0.7, 0.3, 0.9, 0.1, 0.6, 0.8, 0.5, 0.65, 0.35],
        "z": 1.4756081,
        "pValue": 0.1400491,
    },
}

Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
