"""Reference values for the drift measures, by scipy; writes cases.json beside this file.

PSI has no library of record: it is written out here from its definition, with the smoothing that METHODS.md states.
Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from scipy.stats.contingency import association
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


def psi(a, b):
    k = len(a)
    p = (a + 0.5) / (a.sum() + 0.5 * k)
    q = (b + 0.5) / (b.sum() + 0.5 * k)
    return float(((q - p) * np.log(q / p)).sum())


def total_variation(a, b):
    return float(np.abs(a / a.sum() - b / b.sum()).sum() / 2)


def missing_rate_difference(a, b):
    """|difference| of the shares of missing values, with statsmodels' Newcombe interval of the signed one, its sign taken off."""
    (x, n), (y, m) = [(sum(1 for v in values if v is None or v != v), len(values)) for values in (a, b)]
    low, high = confint_proportions_2indep(y, m, x, n, method="newcomb", compare="diff", correction=False)
    low, high = (low, high) if low >= 0 else (-high, -low) if high <= 0 else (0.0, max(-low, high))
    return float(abs(y / m - x / n)), [float(low), float(high)]


def binned(reference, current, bins):
    present = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(present, np.arange(1, bins) / bins))
    out = []
    for values in (reference, current):
        inside = values[~np.isnan(values)]
        out.append(np.bincount(np.searchsorted(edges, inside, side="right"), minlength=len(edges) + 1))
    if np.isnan(reference).any() or np.isnan(current).any():
        out = [np.append(c, np.isnan(v).sum()) for c, v in zip(out, (reference, current))]
    return [c.astype(float) for c in out]


def numbers(name, reference, current):
    a, b = reference[~np.isnan(reference)], current[~np.isnan(current)]
    d = stats.ks_2samp(a, b).statistic
    ten, five = binned(reference, current, 10), binned(reference, current, 5)
    clean = lambda v: [None if np.isnan(x) else float(x) for x in v]
    return {
        "name": name,
        "kind": "number",
        "reference": clean(reference),
        "current": clean(current),
        "expected": {
            "ks": float(d),
            "wasserstein": float(stats.wasserstein_distance(a, b) / a.std(ddof=1)),
            "psi": psi(*ten),
            "psi(bins=5)": psi(*five),
            "jensenShannon": float(jensenshannon(*ten, base=2)),
            "totalVariation": total_variation(*ten),
            "totalVariation(bins=5)": total_variation(*five),
            "missingRateDifference": missing_rate_difference(reference, current)[0],
        },
        "intervals": {"missingRateDifference": missing_rate_difference(reference, current)[1]},
        "pValue": float(special.kolmogorov(d * np.sqrt(len(a) * len(b) / (len(a) + len(b))))),
    }


def categories(name, reference, current):
    names = sorted(set(reference) | set(current), key=str)
    a, b = [np.array([values.count(n) for n in names], dtype=float) for values in (reference, current)]
    table = np.array([a, b]).astype(int)
    present = sum(1 for v in current if v is not None)
    new = sum(1 for v in current if v is not None and v not in set(reference))
    return {
        "name": name,
        "kind": "category",
        "reference": reference,
        "current": current,
        "expected": {
            "psi": psi(a, b),
            "jensenShannon": float(jensenshannon(a, b, base=2)),
            "cramersV": float(association(table, method="cramer")),
            "totalVariation": total_variation(a, b),
            "missingRateDifference": missing_rate_difference(reference, current)[0],
            "newCategoryRate": new / present,
        },
        "intervals": {
            "missingRateDifference": missing_rate_difference(reference, current)[1],
            "newCategoryRate": [float(x) for x in proportion_confint(new, present, method="wilson")],
        },
        "pValue": float(stats.chi2_contingency(table, correction=False).pvalue),
    }


rng = np.random.default_rng(7)
normal, shifted = rng.normal(size=300), rng.normal(0.4, 1.2, 180)
ties, more_ties = rng.poisson(1.2, 200).astype(float), rng.poisson(1.6, 250).astype(float)
holes, more_holes = normal.copy(), shifted.copy()
holes[:20], more_holes[:60] = np.nan, np.nan
pick = lambda n, p: [["Nord", "Sud", "Est", None][i] for i in rng.choice(4, n, p=p)]
cases = [
    numbers("a shift", normal, shifted),
    numbers("counts with many ties", ties, more_ties),
    numbers("missing values", holes, more_holes),
    categories("regions with missing values", pick(240, [0.4, 0.3, 0.25, 0.05]), pick(160, [0.3, 0.3, 0.25, 0.15])),
    categories("a category that the reference never had", ["x"] * 50 + ["y"] * 30, ["x"] * 40 + ["z"] * 25),
]
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
