"""Reference values for times: quantiles by numpy, the geometric mean ratio by batch means with scipy's t; writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats


def batch_mean_ratio(old, new):
    """exp of the mean log ratio; t over floor(sqrt(n)) stretches, each weighted by its share of the cases."""
    logs = np.log(new / old)
    n, k = len(logs), int(np.sqrt(len(logs)))
    cuts = [(i * n) // k for i in range(k + 1)]
    parts = [logs[a:b] for a, b in zip(cuts, cuts[1:])]
    mean = logs.mean()
    variance = k / (k - 1) * sum((len(p) / n * (p.mean() - mean)) ** 2 for p in parts)
    half = stats.t.ppf(0.975, k - 1) * np.sqrt(variance)
    return float(np.exp(mean)), [float(np.exp(mean - half)), float(np.exp(mean + half))]


rng = np.random.default_rng(3)
cases = []
for n in (4, 37, 200):
    trouble = np.exp(0.3 * np.cumsum(rng.normal(size=n)) / np.sqrt(n))
    old = 0.4 * trouble * rng.gamma(20, 1 / 20, n)
    new = 0.5 * trouble * rng.gamma(20, 1 / 20, n)
    value, interval = batch_mean_ratio(old, new)
    cases.append(
        {
            "old": old.tolist(),
            "new": new.tolist(),
            "latencyRatio": value,
            "latencyRatioInterval": interval,
            "geometricMean": float(stats.gmean(new / old)),
            "latencyP99": [float(np.quantile(old, 0.99)), float(np.quantile(new, 0.99))],
        }
    )
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
