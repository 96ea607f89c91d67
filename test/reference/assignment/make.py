"""Reference values for the assignment of labels and for Chernoff's bound; writes cases.json beside this file.

The largest sum of an assignment by scipy.optimize.linear_sum_assignment; the binomial's upper tail by summing scipy.stats.binom.logpmf (logsf underflows).
Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, special, stats

random = np.random.default_rng(7)


def assignment(weights):
    rows, columns = optimize.linear_sum_assignment(weights, maximize=True)
    return {"weights": weights.tolist(), "best": int(weights[rows, columns].sum())}


def tail(successes, n, p):
    return {"successes": successes, "n": n, "p": p, "log": float(special.logsumexp(stats.binom.logpmf(np.arange(successes, n + 1), n, p)))}


cases = {
    "assignments": [assignment(random.integers(0, high, (n, n))) for n in (1, 2, 3, 5, 8, 13) for high in (2, 50, 10_000)],
    "tails": [
        tail(successes, n, p)
        for n in (1, 10, 100, 2000)
        for p in (0.1, 0.5, 2 / 3)
        for successes in sorted({n, round(n * (p + 1) / 2)})
    ],
}
(Path(__file__).parent / "cases.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
