"""Reference values for intervals and tests, each by an independent route; writes cases.json beside this file.

Wilson and Holm by statsmodels; Tango by maximizing the constrained likelihood numerically and finding the roots of the score statistic
with scipy (no closed form shared with the product); DeLong by the placements of all pairs, O(n^2); average precision's variance by
numeric derivatives of the weighted statistic; intervals on the logarithmic scale by scipy's minimizer; quantiles, Student's t and medians by numpy and scipy.
Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, special, stats
from sklearn.metrics import average_precision_score
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

CONFIDENCE = 0.95


def wilson(successes, n, confidence):
    low, high = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
    return {"successes": successes, "n": n, "confidence": confidence, "interval": [float(low), float(high)]}


def tango(b, c, n, confidence):
    z = stats.norm.ppf(1 - (1 - confidence) / 2)

    def score(delta):
        # P(only new) = p + delta, P(only old) = p; p maximizes the multinomial likelihood under that constraint.
        low, high = max(0.0, -delta), (1 - delta) / 2

        def slope(p):
            # d/dp of b ln(p + delta) + c ln(p) + (n - b - c) ln(1 - 2p - delta), falling in p.
            eps = 1e-300
            return b / max(p + delta, eps) + c / max(p, eps) - 2 * (n - b - c) / max(1 - 2 * p - delta, eps)

        width = high - low
        inner = [low + width * 1e-15, high - width * 1e-15]
        if slope(inner[0]) <= 0:
            p = low
        elif slope(inner[1]) >= 0:
            p = high
        else:
            p = optimize.brentq(slope, *inner, xtol=1e-18, rtol=8.9e-16)
        return (b - c - n * delta) / np.sqrt(n * (2 * p + delta * (1 - delta)))

    value = (b - c) / n
    edge = 1 - 1e-12
    low = optimize.brentq(lambda d: score(d) - z, -edge, value, xtol=1e-15)
    high = optimize.brentq(lambda d: score(d) + z, value, edge, xtol=1e-15)
    return {"onlyNew": b, "onlyOld": c, "n": n, "confidence": confidence, "interval": [low, high]}


def spread_case(values):
    """Mean with Student's t at the degrees of freedom of O'Neill 2014, from scipy's kurtosis and t distribution."""
    n = len(values)
    degrees = min(n - 1, 2 * n / (stats.kurtosis(values, fisher=False) - (n - 3) / (n - 1)))
    interval = stats.t.interval(CONFIDENCE, degrees, np.mean(values), stats.sem(values))
    return {"values": values.tolist(), "degrees": float(degrees), "interval": [float(x) for x in interval]}


def log_scale(a, b, variance_a, variance_b, covariance, quantile):
    """Extremes over the ellipse of logarithms by its eigenvectors (the product takes Cholesky's root), scipy's minimizer between fine steps."""
    covariance_of_logs = np.array([[variance_a / a**2, covariance / a / b], [covariance / a / b, variance_b / b**2]])
    eigenvalues, vectors = np.linalg.eigh(covariance_of_logs)
    axes = vectors * np.sqrt(np.maximum(eigenvalues, 0)) * quantile

    def extremes(of):
        def at(angle):
            moved = axes @ np.array([np.cos(angle), np.sin(angle)])
            return of(min(1.0, a * np.exp(moved[0])), min(1.0, b * np.exp(moved[1])))

        ends = []
        for sign in (1, -1):
            angles = np.linspace(0, 2 * np.pi, 20_001)
            best = angles[int(np.argmin([sign * at(angle) for angle in angles]))]
            found = optimize.minimize_scalar(lambda angle: sign * at(angle), bounds=(best - 4e-4, best + 4e-4), method="bounded", options={"xatol": 1e-14})
            ends.append(sign * float(found.fun))
        return ends

    half = quantile * np.sqrt(variance_a) / a
    return {
        "shares": {"a": a, "b": b, "varianceA": variance_a, "varianceB": variance_b, "covariance": covariance},
        "quantile": quantile,
        "side": [float(a * np.exp(-half)), float(min(1.0, a * np.exp(half)))],
        "difference": extremes(lambda x, y: x - y),
        "ratio": extremes(lambda x, y: (1 - y) / (1 - x) - 1),
    }


def naive_delong(old, new, positive):
    """Covariance of two AUCs from all pairs (DeLong et al. 1988, formulas 4 to 6)."""
    v10, v01, auc = [], [], []
    for scores in (old, new):
        x, y = scores[positive], scores[~positive]
        wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
        auc.append(float(wins.mean()))
        v10.append(wins.mean(axis=1))
        v01.append(wins.mean(axis=0))
    cov = np.cov(v10) / positive.sum() + np.cov(v01) / (~positive).sum()
    return auc, cov


def delong_case(n, seed, digits):
    rng = np.random.default_rng(seed)
    positive = rng.random(n) < 0.35
    shared = rng.normal(size=n)
    old = np.round(positive + shared + rng.normal(size=n) * 0.5, digits)
    new = np.round(positive * 0.8 + shared + rng.normal(size=n) * 0.5, digits)
    auc, cov = naive_delong(old, new, positive)

    def derivatives(scores):
        def weighted(w):
            return average_precision_score(positive, scores, sample_weight=w)

        out = np.empty(n)
        for i in range(n):
            up, down = np.ones(n), np.ones(n)
            up[i] += 1e-4
            down[i] -= 1e-4
            out[i] = (weighted(up) - weighted(down)) / 2e-4
        return out

    uo, un = derivatives(old), derivatives(new)
    return {
        "old": old.tolist(),
        "new": new.tolist(),
        "positive": positive.astype(int).tolist(),
        "auc": auc,
        "varianceOld": float(cov[0, 0]),
        "varianceNew": float(cov[1, 1]),
        "covariance": float(cov[0, 1]),
        "averagePrecision": [
            float(average_precision_score(positive, old)),
            float(average_precision_score(positive, new)),
        ],
        "averagePrecisionVariances": [float((uo**2).sum()), float((un**2).sum()), float(((un - uo) ** 2).sum())],
    }


def quantile_ranks(n, p, confidence):
    """Narrowest pair of ranks with at most (1 - confidence)/2 outside on each side, by trying every rank."""
    tail = (1 - confidence) / 2
    lower = [r for r in range(1, n + 1) if stats.binom.cdf(r - 1, n, p) <= tail]
    upper = [r for r in range(1, n + 1) if stats.binom.sf(r - 1, n, p) <= tail]
    return {"n": n, "p": p, "ranks": [max(lower), min(upper)] if lower and upper else None}


def holm_case(p):
    return {"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()}


rng = np.random.default_rng(11)
values = rng.lognormal(size=37)
pairs_old, pairs_new = rng.lognormal(size=60), rng.lognormal(size=60)
cases = {
    "wilson": [wilson(s, n, c) for s, n, c in [(0, 20, 0.95), (20, 20, 0.95), (7, 10, 0.95), (912, 1000, 0.9), (3, 1_000_000, 0.99)]],
    # Published: 6 and 16 discordant pairs of 161 give (-0.1240, -0.0054); Fagerland, Lydersen & Laake 2017, Statistical Analysis of
    # Contingency Tables, chapter 8 (complete response before and after consolidation therapy, Cavo et al. 2012; R's contingencytables).
    "tango": [
        tango(b, c, n, conf)
        for b, c, n, conf in [(6, 16, 161, 0.95), (9, 1, 50, 0.95), (1, 7, 21, 0.95), (5, 5, 30, 0.9), (12, 3, 200, 0.95), (40, 61, 5000, 0.99), (0, 6, 40, 0.95), (1, 0, 25, 0.95)]
    ],
    "delong": [delong_case(90, 3, 6), delong_case(140, 4, 1)],
    "ranks": [quantile_ranks(n, p, CONFIDENCE) for n, p in [(5, 0.5), (6, 0.5), (20, 0.5), (37, 0.5), (100, 0.95), (59, 0.95), (2000, 0.95)]],
    "quantiles": {
        "values": values.tolist(),
        "at": [[p, float(np.quantile(values, p))] for p in (0, 0.05, 0.25, 0.5, 0.61, 0.95, 1)],
    },
    "kolmogorov": [[x, float(special.kolmogorov(x))] for x in (0.1, 0.3, 0.5, 0.83, 0.999, 1.0, 1.3581, 2.5)],
    "kolmogorovQuantile": float(special.kolmogi(0.05)),
    "holm": [holm_case(p) for p in ([0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.5, 0.001], [0.9, 0.02, 0.8, 0.02, 0.011])],
    "student": {
        "old": pairs_old.tolist(),
        "new": pairs_new.tolist(),
        "interval": spread_case(pairs_new - pairs_old)["interval"],
        "variance": float(np.var(pairs_old, ddof=1)),
        "covariance": float(np.cov(pairs_old, pairs_new)[0, 1]),
    },
    "spread": [spread_case(x) for x in (values[:25], np.append(values[:25], 400.0), np.array([0.0, 0.0, 0.0, 1.0]), np.array([1.0, 2.0]), pairs_old)],
    "logScale": [
        log_scale(0.08, 0.11, 9e-4, 1.4e-3, 8e-4, 2.0),
        log_scale(0.5, 0.4, 4e-3, 3e-3, 2e-3, 1.96),
        log_scale(0.03, 0.3, 1e-3, 2e-2, 1e-3, 2.3),
        log_scale(0.2, 0.2, 1e-3, 1e-3, 1e-3, 2.0),
        log_scale(0.1, 0.05, 1e-4, 1e-4, -5e-5, 4.3),
    ],
    "random": {"seed": 42, "doubles": np.random.RandomState(42).random_sample(5).tolist()},
    "distributions": {
        "normalQuantile": [[p, float(stats.norm.ppf(p))] for p in (0.001, 0.025, 0.5, 0.975, 0.999)],
        "normalCdf": [[z, float(stats.norm.cdf(z))] for z in (-6.0, -1.96, 0.0, 0.3, 3.1)],
        "studentQuantile": [[p, d, float(stats.t.ppf(p, d))] for p, d in ((0.975, 1), (0.975, 9), (0.9, 250), (0.975, 999999))],
        "chiSquareCdf": [[x, d, float(stats.chi2.cdf(x, d))] for x, d in ((3.84, 1), (9.5, 4), (40.0, 30))],
        "binomialCdf": [[k, n, p, float(stats.binom.cdf(k, n, p))] for k, n, p in ((3, 10, 0.5), (940, 1000, 0.95), (0, 59, 0.95))],
    },
}
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
