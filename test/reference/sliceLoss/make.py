"""Expected p-values of the slice search's two tests, from scipy's binomial and normal distributions and numpy's moments of plain arrays."""

import json
from pathlib import Path

import numpy as np
from scipy import stats

rng = np.random.default_rng(11)


def spread(losses, kind):
    if kind == "answers":  # half a case won, half a case lost, one neither: weights beside the cases of weight one
        values, weights = np.append(losses, [1, -1, 0]), np.append(np.ones(len(losses)), [0.5, 0.5, 1])
    elif kind == "changes":
        values, weights = np.append(losses, [1, 0]), np.ones(len(losses) + 2)
    else:
        return len(losses), losses.mean(), losses.var(ddof=1)
    mean = np.average(values, weights=weights)
    return weights.sum(), mean, np.average((values - mean) ** 2, weights=weights)


def p_value(inside, outside, kind):
    n, mean, variance = spread(inside, kind)
    m, other, other_variance = spread(outside, kind)
    apart = stats.norm.sf((mean - other) / np.sqrt(variance / n + other_variance / m))
    if kind == "changes":
        return apart
    if kind == "means":
        return max(apart, stats.norm.sf(mean / np.sqrt(variance / n)))
    lost, won = int((inside == 1).sum()), int((inside == -1).sum())
    return max(apart, stats.binomtest(lost, lost + won, 0.5, alternative="greater").pvalue)


cases = []
for kind, draw in [
    ("answers", lambda n, p: rng.choice([-1, 0, 1], n, p=[0.03, 0.97 - p, p])),
    ("changes", lambda n, p: (rng.random(n) < p).astype(float)),
    ("means", lambda n, p: rng.normal(4 * p, 1, n)),
]:
    for n, m, p in [(50, 400, 0.1), (300, 5000, 0.06), (120, 120, 0.2)]:
        inside, outside = draw(n, p).astype(float), draw(m, 0.03).astype(float)
        sums = lambda a: {"n": len(a), "sum": float(a.sum()), "squares": float((a**2).sum())}
        cases.append(
            {
                "kind": kind,
                "slice": sums(inside),
                "all": sums(np.append(inside, outside)),
                "pValue": float(p_value(inside, outside, kind)),
            }
        )

Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
