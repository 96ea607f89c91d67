"""Reference values for the measures of raw outputs: by numpy and scipy on whole arrays; writes cases.json beside this file.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.spatial import distance

RTOLS = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]
DECIBELS = 10 / np.log(10)


def interval_of_mean(values):
    """Student's t of one number a case, none of them below zero, with the degrees of freedom of O'Neill 2014."""
    n = len(values)
    degrees = min(n - 1, 2 * n / (stats.kurtosis(values, fisher=False) - (n - 3) / (n - 1)))
    low, high = stats.t.interval(0.95, degrees, np.mean(values), stats.sem(values))
    return [max(0.0, float(low)), float(high)]


def tightest(old, new, rtol):
    """The smallest atol that numpy.allclose accepts, found by halving; `old` is what new is compared with."""
    low, high = 0.0, float(np.abs(new - old).max())
    if np.allclose(new, old, rtol=rtol, atol=0):
        return 0.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return high
        low, high = (low, middle) if np.allclose(new, old, rtol=rtol, atol=middle) else (middle, high)


def compare(name, old, new, keep=None):
    """`old` and `new` are cases x anything; `keep` says which elements count (None = all)."""
    keep = np.ones(old.shape, bool) if keep is None else keep
    difference = np.abs(new - old)
    relative = np.divide(difference, np.abs(old), out=np.zeros(old.shape), where=old != 0)
    cases = [(o[k], n[k], d[k], r[k]) for o, n, d, r, k in zip(old, new, difference, relative, keep)]
    cosines = np.array([1 - distance.cosine(o, n) for o, n, _, _ in cases])
    absolute_means = np.array([d.mean() for _, _, d, _ in cases])
    relative_means = np.array([r.mean() for _, _, _, r in cases])
    signal = np.array([(o**2).sum() for o, _, _, _ in cases])
    noise = np.array([(d**2).sum() for _, _, d, _ in cases])
    # Delta method for ln(mean signal / mean noise).
    influence = signal / signal.mean() - noise / noise.mean()
    half = stats.norm.ppf(0.975) * DECIBELS * influence.std(ddof=1) / np.sqrt(len(cases))
    ratio = 10 * np.log10(signal.sum() / noise.sum())
    # numpy's argmax over the last axis; a masked element is smaller than every other, and a place without any is none.
    visible = lambda array: np.where(keep, array, -np.inf)
    looked_at = keep.any(axis=-1)
    same = visible(old).argmax(axis=-1) == visible(new).argmax(axis=-1)
    shares = [float(s[k].mean()) for s, k in zip(np.atleast_2d(same.T).T, np.atleast_2d(looked_at.T).T)]
    return {
        "name": name,
        "shape": list(old.shape[1:]),
        "old": old.ravel().tolist(),
        "new": new.ravel().tolist(),
        "keep": None if keep.all() else keep.reshape(len(old), -1).astype(int).ravel().tolist(),
        "expected": {
            "largestAbsoluteDifference": float(difference[keep].max()),
            "meanAbsoluteDifference": float(absolute_means.mean()),
            "largestRelativeDifference": float(relative[keep].max()),
            "meanRelativeDifference": float(relative_means.mean()),
            "cosineSimilarity": float(cosines.mean()),
            "smallestCosineSimilarity": float(cosines.min()),
            "signalToNoise": float(ratio),
            "argmaxAgreement": float(np.mean(shares)),
            "exactAgreement": float(np.mean([(d == 0).mean() for _, _, d, _ in cases])),
            **{
                "tightestTolerance" + (f"(rtol={np.format_float_positional(r, trim='-')})" if r else ""): tightest(
                    old[keep], new[keep], r
                )
                for r in RTOLS
            },
        },
        # Read from bins: within 0.4 %.
        "percentiles": {
            "absoluteDifferenceP99": float(np.quantile(difference[keep], 0.99, method="inverted_cdf")),
            "relativeDifferenceP99": float(np.quantile(relative[keep], 0.99, method="inverted_cdf")),
        },
        "intervals": {
            "meanAbsoluteDifference": interval_of_mean(absolute_means),
            "meanRelativeDifference": interval_of_mean(relative_means),
            "signalToNoise": [float(ratio - half), float(ratio + half)],
        },
    }


def neighbours(name, old, new, k):
    def nearest(vectors):
        far = distance.cdist(vectors, vectors, "cosine")
        np.fill_diagonal(far, np.inf)
        return far.argsort(axis=1, kind="stable")[:, :k]

    overlaps = [len(set(a) & set(b)) / k for a, b in zip(nearest(old), nearest(new))]
    return {
        "name": name,
        "k": k,
        "old": old.ravel().tolist(),
        "new": new.ravel().tolist(),
        "widths": [old.shape[1], new.shape[1]],
        "expected": float(np.mean(overlaps)),
        "interval": interval_of_mean(overlaps),
    }


rng = np.random.default_rng(20260801)
logits = rng.normal(0, 3, (60, 5))
tokens = rng.normal(0, 1, (50, 6, 4))
padding = np.arange(6)[None, :] < rng.integers(1, 7, 50)[:, None]
wide = rng.normal(0, 1, (45, 3)) * np.logspace(-6, 6, 45)[:, None]
sparse = np.maximum(rng.normal(0, 1, (55, 8)), 0)
embeddings = rng.normal(0, 1, (150, 6))
cases = {
    "outputs": [
        compare("logits with a little noise", logits, logits + rng.normal(0, 1e-3, logits.shape)),
        compare("half precision", tokens, tokens.astype(np.float16).astype(float)),
        compare(
            "tokens with padding", tokens, tokens * rng.normal(1.01, 0.002, tokens.shape) + ~padding[:, :, None] * 100.0, np.repeat(padding[:, :, None], 4, 2)
        ),
        compare("sizes from 1e-6 to 1e6", wide, wide * (1 + rng.normal(0, 1e-5, wide.shape))),
        compare("zeros on both sides", sparse, sparse * (1 + rng.normal(0, 1e-2, sparse.shape))),
    ],
    "neighbours": [
        neighbours("noise moves some neighbours", embeddings, embeddings + rng.normal(0, 0.2, embeddings.shape), 10),
        neighbours("fewer dimensions", embeddings, embeddings @ rng.normal(0, 1, (6, 4)), 5),
    ],
}
Path(__file__).with_name("cases.json").write_text(json.dumps(cases) + "\n")
