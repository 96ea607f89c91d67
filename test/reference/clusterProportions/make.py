"""Intervals of shares of weighted cases in clusters, from other people's code: the clustered variance by statsmodels (GEE with independent working
correlation, whose robust errors are a sandwich by cluster, of weighted cases WLS by cluster), Wilson's interval of the effective count by statsmodels'
proportion_confint, Tango's as the roots of its score statistic by scipy's brentq, the likelihood under the constraint maximised numerically.
Also medians of paired values: ranks by adding up binomial probabilities, standard errors and correlation as Bonett and Price define them. Writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(5)
Z = stats.norm.ppf(0.975)


def kish(w, g):
    W = np.bincount(g, w)
    W = W[W > 0]
    return W.sum() ** 2 / (W**2).sum()


def variance(x, w, g):
    """Of a weighted mean: GEE where weights are equal, else a weighted regression on a constant; both by cluster, times G/(G-1)."""
    G, one = len(np.unique(g)), np.ones(len(x))
    if len(set(w)) == 1:
        fit = sm.GEE(x, one, groups=g, family=sm.families.Gaussian(), cov_struct=sm.cov_struct.Independence()).fit()
        return float(fit.bse[0]) ** 2 * G / (G - 1)
    fit = sm.WLS(x, one, weights=w).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False, "df_correction": False})
    return float(fit.bse[0]) ** 2 * G / (G - 1)


def worth(x, w, g):
    n, mean = len(x), np.average(x, weights=w)
    spread = np.average((x - mean) ** 2, weights=w)
    effect = max(1.0, variance(x, w, g) * (n - 1) / spread)
    t = stats.t.ppf(0.975, kish(w, g) - 1)
    return n / effect * (Z / t) ** 2


def share(x, w, g):
    n, mean = worth(x, w, g), np.average(x, weights=w)
    low, high = proportion_confint(mean * n, n, method="wilson")
    return {"value": float(mean), "interval": [float(low), float(high)]}


def score(b, c, n, delta):
    """(observed - delta) over its standard error at the constrained maximum of the likelihood, found numerically."""
    low, high = max(0.0, -delta), (1 - delta) / 2
    eps = 1e-13
    def slope(q):
        p = q + delta
        return b / p + c / q - 2 * (n - b - c) / (1 - p - q)
    q = optimize.brentq(slope, low + eps, high - eps, xtol=1e-16, rtol=8.9e-16)
    return (b - c - n * delta) / np.sqrt(n * (2 * q + delta * (1 - delta)))


def tango(b, c, n):
    top = (b - c) / n
    low = optimize.brentq(lambda d: score(b, c, n, d) - Z, -0.95, top - 1e-12, xtol=1e-15)
    high = optimize.brentq(lambda d: score(b, c, n, d) + Z, top + 1e-12, 0.95, xtol=1e-15)
    return [float(low), float(high)]


def pair(old, new, w, g):
    d = new - old
    n = worth(d, w, g)
    b, c = np.average(d > 0, weights=w) * n, np.average(d < 0, weights=w) * n
    return {"value": float(np.average(d, weights=w)), "interval": tango(b, c, n)}


def median_pair(old, new):
    n = len(old)
    ranks = [r for r in range(1, n + 1) if sum(stats.binom.pmf(k, n, 0.5) for k in range(r)) <= 0.025]
    low, high = ranks[-1] - 1, n - ranks[-1]
    sides = []
    for x in (old, new):
        s = np.sort(x)
        sides.append((float(np.median(x)), float(s[low]), float(s[high]), (s[high] - s[low]) / (2 * Z)))
    above = [np.sign(x - np.median(x)) for x in (old, new)]
    phi = (above[0] * above[1]).sum() / np.sqrt((above[0] ** 2).sum() * (above[1] ** 2).sum())
    (a, *ai, ea), (b, *bi, eb) = sides
    half = Z * np.sqrt(ea**2 + eb**2 - 2 * phi * ea * eb)
    return {"old": a, "new": b, "oldInterval": ai, "newInterval": bi, "difference": [float(b - a - half), float(b - a + half)]}


cases = []
for name, G, size, weighted in [("equal weights", 60, 5, False), ("weights", 60, 5, True), ("few clusters", 12, 12, True)]:
    g = np.repeat(np.arange(G), rng.integers(1, size + 1, G))
    n = len(g)
    w = np.round(rng.uniform(0.5, 2, n), 3) if weighted else np.ones(n)
    # Answers of a household go together.
    common = rng.random((G, 2))[g]
    u = np.where(rng.random((n, 2)) < 0.6, common, rng.random((n, 2)))
    old = (u[:, 0] < 0.85).astype(float)
    new = np.where(u[:, 1] < 0.15, 1 - old, old)
    cases.append({
        "name": name, "clusters": g.tolist(), "weights": w.tolist(), "old": old.tolist(), "new": new.tolist(),
        "share": share(old, w, g), "pair": pair(old, new, w, g),
    })

medians = []
for n in (25, 60, 301):
    common = rng.gamma(2, 1, n)
    old, new = common + rng.gamma(2, 1, n), common + rng.gamma(2.5, 1, n)
    medians.append({"values": [old.tolist(), new.tolist()], "expected": median_pair(old, new)})

Path(__file__).with_name("cases.json").write_text(json.dumps({"shares": cases, "medians": medians}) + "\n")
