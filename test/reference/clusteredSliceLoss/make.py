"""Expected p-values of the slice search's test of weighted cases in clusters, from its definition: cluster variances as sums over a dictionary,
scipy's normal, beta and Student's t distributions. Writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats

rng = np.random.default_rng(20261124)


def cluster_sums(z, g):
    sums = {}
    for value, cluster in zip(z, g):
        sums[cluster] = sums.get(cluster, 0.0) + value
    return np.array(list(sums.values()))


def variance(z, g):
    sums = cluster_sums(z, g)
    return len(sums) * sums.var(ddof=0) * len(sums) / (len(sums) - 1)


def kish(w, g):
    W = cluster_sums(w, g)
    return W.sum() ** 2 / (W**2).sum()


def influences(x, w):
    return w * (x - np.average(x, weights=w)) / w.sum()


def effect(x, w, g):
    if len(set(x)) == 1:
        return len(x) / kish(w, g)
    spread = np.average((x - np.average(x, weights=w)) ** 2, weights=w)
    return max(1.0, variance(influences(x, w), g) * (len(x) - 1) / spread)


def p_value(x, w, g, inside, kind):
    parts = [(x[m], w[m], g[m]) for m in (inside, ~inside)]
    k = min(kish(p[1], p[2]) for p in parts)
    if k < 10:
        return 1.0
    here, there = parts
    joint = np.where(inside, 0.0, 0.0)
    joint[inside] = influences(here[0], here[1])
    joint[~inside] = -influences(there[0], there[1])
    apart = sum(variance(influences(p[0], p[1]), p[2]) for p in parts)
    shared = max(1.0, variance(joint, g) / apart)
    outside = effect(*there)
    sizes = [len(here[0]) / max(outside, effect(*here)) / shared, len(there[0]) / outside / shared]
    moments = []
    for (values, weights, _), n in zip(parts, sizes):
        mean, square = np.average(values, weights=weights), np.average(values**2, weights=weights)
        if kind == "means":
            moments.append((n, mean, (square - mean**2) * n / (n - 1)))
        else:
            centre = (n * mean + (1 if kind == "changes" else 0)) / (n + 2)
            moments.append((n + 2, centre, (n * square + 1) / (n + 2) - centre**2))
    (n, mean, var), (m, other, other_var) = moments
    p = stats.norm.sf((mean - other) / np.sqrt(var / n + other_var / m))
    if kind == "means":
        p = max(p, stats.norm.sf(mean / np.sqrt(var / n)))
    if kind == "answers":
        size = sizes[0]
        lost = size * np.average(here[0] == 1, weights=here[1])
        won = size * np.average(here[0] == -1, weights=here[1])
        p = max(p, special.betainc(lost, won + 1, 0.5))
    return float(stats.t.sf(stats.norm.isf(p), k - 1))


cases = []
for kind in ("answers", "changes", "means"):
    for clusters, n, whole in [(60, 300, True), (60, 300, False), (200, 800, True), (12, 200, True)]:
        g = rng.integers(0, clusters, n)
        w = np.round(rng.uniform(0.5, 2, n), 3)
        member = rng.random(clusters) < 0.3
        inside = member[g] if whole else rng.random(n) < 0.25
        house = rng.random(clusters)[g]
        lose = np.where(inside, 0.35, 0.1)
        u = np.where(rng.random(n) < 0.5, house, rng.random(n))
        if kind == "means":
            x = np.round(stats.norm.ppf(np.clip(u, 1e-6, 1 - 1e-6)) + np.where(inside, 1.0, 0.2), 4)
        else:
            x = (u < lose).astype(float)
            if kind == "answers":
                x = np.where(u > 0.95, -1.0, x)
        cases.append({
            "kind": kind, "losses": x.tolist(), "weights": w.tolist(), "clusters": g.tolist(),
            "inside": inside.astype(int).tolist(), "pValue": p_value(x, w, g, inside, kind),
        })

Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
