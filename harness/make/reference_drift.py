"""
The drift of columns between two samples as scipy works it out: the reference set and the set that is judged.

    python harness/make/reference_drift.py REFERENCE SET --columns NAME [NAME ...] [--bins N] > expected.json

Both files are CSV or Parquet without missing values. Keys are Recette's measures. Nothing of Recette's code is used,
on purpose.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency, ks_2samp, wasserstein_distance
from scipy.stats.contingency import association


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('reference', type=Path)
    parser.add_argument('set', type=Path)
    parser.add_argument('--columns', nargs='+', required=True)
    parser.add_argument('--bins', type=int, default=10, help='of psi and jensenShannon')
    options = parser.parse_args()
    reference, judged = (
        pd.read_parquet(path) if path.suffix == '.parquet' else pd.read_csv(path)
        for path in (options.reference, options.set)
    )
    expected = {}
    for name in options.columns:
        numbers = pd.api.types.is_numeric_dtype(reference[name]) and reference[name].dtype != bool
        measure = drift_of_numbers if numbers else drift_of_categories
        expected[name] = measure(reference[name].to_numpy(), judged[name].to_numpy(), options.bins)
    json.dump(expected, sys.stdout, indent=1)
    print()


def drift_of_numbers(reference: np.ndarray, values: np.ndarray, bins: int) -> dict:
    """
    PSI and Jensen-Shannon on the reference's quantile bins, each with its lower edge, equal edges put together, the
    outer ones open; Wasserstein's distance in standard deviations of the reference.
    """
    inner = np.unique(np.quantile(reference, np.arange(1, bins) / bins))
    if reference.min() == reference.max():
        inner = np.array([reference[0], np.nextafter(reference[0], np.inf)])
    counts = [
        np.bincount(np.searchsorted(inner, sample, side='right'), minlength=len(inner) + 1)
        for sample in (reference, values)
    ]
    ks = ks_2samp(reference, values, method='asymp')
    spread = reference.std(ddof=1)
    return {
        'ks': float(ks.statistic),
        'ksPValue': float(ks.pvalue),
        'wasserstein': float(wasserstein_distance(reference, values) / spread) if spread > 0 else None,
        **distances(*counts),
        'edges': inner.tolist(),
    }


def drift_of_categories(reference: np.ndarray, values: np.ndarray, _bins: int, most: int = 50) -> dict:
    """The `most` frequent categories of both together (ties by name), all others as one more."""
    totals = pd.Series(np.concatenate([reference, values])).value_counts()
    names = sorted(totals.index, key=lambda name: (-totals[name], name))[:most]
    counts = []
    for sample in (reference, values):
        known = pd.Series(sample).value_counts().reindex(names, fill_value=0).to_numpy()
        counts.append(np.append(known, len(sample) - known.sum()) if len(totals) > most else known)
    table = np.array(counts)
    return {
        'cramersV': float(association(table, method='cramer')),
        'chiSquarePValue': float(chi2_contingency(table, correction=False).pvalue),
        **distances(*counts),
        'categories': [str(name) for name in names],
    }


def distances(reference: np.ndarray, counts: np.ndarray) -> dict:
    """PSI's shares are (count + 1/2) / (total + bins/2). Jensen-Shannon in base 2: the distance, not its square."""
    p, q = ((sample + 0.5) / (sample.sum() + 0.5 * len(sample)) for sample in (reference, counts))
    return {
        'psi': float(np.sum((q - p) * np.log(q / p))),
        'jensenShannon': float(jensenshannon(reference / reference.sum(), counts / counts.sum(), base=2)),
        'counts': {'reference': reference.tolist(), 'set': counts.tolist()},
    }


if __name__ == '__main__':
    main()
