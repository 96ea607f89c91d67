"""
The numbers of result.json as scikit-learn and scipy work them out from the same predictions.

    python harness/make/reference_metrics.py PREDICTIONS [--positive LABEL] [--bins N] [--ece-bins N] > expected.json

PREDICTIONS is a CSV or Arrow IPC file, one row for each compared case, in any order:

    classification   id, label, then `old:LABEL` and `new:LABEL` for each label, in the comparison's order
    regression       id, label, old, new

Columns `segment:NAME` ask for the same again in each segment. The answer of a classifier is its first highest score.
The keys of the output are Recette's measure keys, `{old, new}` for measures of each model and one number for measures
of the pair. Nothing of Recette's code is used, on purpose.
"""

import argparse
import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
from sklearn import metrics

from reference_drift import drift_of_numbers

# Single-precision scores sum to 1 up to 1e-7, which is more than scikit-learn expects; it uses them as they are.
warnings.filterwarnings('ignore', message='The y_prob values do not sum to one')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument('predictions', type=Path)
    parser.add_argument('--positive', help='the positive label of two')
    parser.add_argument('--bins', type=int, default=10, help='of psi and jensenShannon')
    parser.add_argument('--ece-bins', type=int, default=15, help='of expectedCalibrationError')
    options = parser.parse_args()
    table = read(options.predictions)
    expected = measure(table, options)
    for column in [name for name in table.columns if name.startswith('segment:')]:
        slices = expected.setdefault('slices', {}).setdefault(column.removeprefix('segment:'), {})
        for value, cases in table.groupby(column):
            slices[str(value)] = measure(cases, options)
    json.dump(expected, sys.stdout, indent=1)
    print()


def measure(table: pd.DataFrame, options: argparse.Namespace) -> dict:
    if {'old', 'new'} <= set(table.columns):
        return {'cases': len(table), **of_values(table, options.bins)}
    return {'cases': len(table), **of_classes(table, options.positive, options.bins, options.ece_bins)}


def read(path: Path) -> pd.DataFrame:
    if path.suffix == '.csv':
        # Labels and ids are text, even where they look like numbers; scores keep every digit.
        head = pyarrow.csv.open_csv(path).schema.names
        texts = {
            name: pa.string() for name in ('id', 'label') if name in head and not ('old' in head and name == 'label')
        }
        return pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(column_types=texts)).to_pandas()
    with pa.memory_map(str(path)) as source:
        try:
            return pyarrow.ipc.open_file(source).read_pandas()
        except pa.ArrowInvalid:
            source.seek(0)
            return pyarrow.ipc.open_stream(source).read_pandas()


def of_classes(table: pd.DataFrame, positive: str | None, bins: int, ece_bins: int) -> dict:
    labels = [name.removeprefix('old:') for name in table.columns if name.startswith('old:')]
    assert labels and all(f'new:{label}' in table for label in labels), (
        'columns old:LABEL and new:LABEL must go in pairs'
    )
    index = pd.Index(labels)
    truth = index.get_indexer(table['label'].astype(str))
    assert (truth >= 0).all(), 'a label has no score column'
    scores = {side: table[[f'{side}:{label}' for label in labels]].to_numpy('float64') for side in ('old', 'new')}
    answers = {side: rows.argmax(1) for side, rows in scores.items()}
    of_two = index.get_loc(positive) if positive is not None and len(labels) == 2 else None

    expected = {}
    for side in ('old', 'new'):
        for key, value in class_quality(truth, answers[side], scores[side], labels, of_two, ece_bins).items():
            expected.setdefault(key, {})[side] = value

    old, new = answers['old'], answers['new']
    was, now = old == truth, new == truth
    counts = np.zeros((len(labels), len(labels), len(labels)), int)
    np.add.at(counts, (truth, old, new), 1)
    # One score a case: of the positive label of two, else of the label that the old model answered.
    followed = np.full(len(table), of_two) if of_two is not None else old
    score = {side: np.take_along_axis(rows, followed[:, None], 1)[:, 0] for side, rows in scores.items()}
    expected |= {
        'coverage': 1.0,
        'agreement': metrics.accuracy_score(old, new),
        'cohenKappa': metrics.cohen_kappa_score(old, new, labels=range(len(labels))),
        'negativeFlipRate': float(np.mean(was & ~now)),
        'positiveFlipRate': float(np.mean(~was & now)),
        'largestScoreDifference': float(np.abs(scores['new'] - scores['old']).max()),
        'meanScoreDifference': float(np.mean(score['new'] - score['old'])),
        'scoreDrift': drift_of_numbers(score['old'], score['new'], bins),
        'jointCounts': [[int(t), int(o), int(n), int(counts[t, o, n])] for t, o, n in zip(*np.nonzero(counts))],
        'labels': labels,
    }
    return finite(expected)


def class_quality(truth, answer, scores, labels, positive, ece_bins) -> dict:
    every = np.arange(len(labels))
    hot = np.eye(len(labels))[truth]
    quality = {
        'accuracy': metrics.accuracy_score(truth, answer),
        'balancedAccuracy': metrics.balanced_accuracy_score(truth, answer),
        'matthewsCorrelation': metrics.matthews_corrcoef(truth, answer),
        'logLoss': metrics.log_loss(truth, scores, labels=every),
        'brier': brier(truth, hot, scores, positive),
        'expectedCalibrationError': calibration_error(truth, answer, scores, positive, ece_bins),
    }
    one = {'precision': metrics.precision_score, 'recall': metrics.recall_score, 'f1': metrics.f1_score}
    occurring = np.union1d(truth, answer)
    for name, score in one.items():
        # 0 for a label that occurs but is never answered; no number for one that neither occurs nor is answered.
        of_each = score(truth, answer, labels=every, average=None, zero_division=0)
        of_each[~np.isin(every, occurring)] = np.nan
        for k in every:
            quality[f'{name}(class={labels[k]})'] = of_each[k]
        for average in ('macro', 'weighted'):
            quality[f'{name}(average={average})'] = score(truth, answer, average=average, zero_division=0)
        if positive is not None:
            quality[f'{name}(average=binary)'] = of_each[positive]
        quality[name] = quality[f'{name}(average={"macro" if positive is None else "binary"})']
    areas = {k: metrics.roc_auc_score(truth == k, scores[:, k]) for k in every if 0 < hot[:, k].sum() < len(truth)}
    for k, area in areas.items():
        quality[f'rocAuc(class={labels[k]})'] = area
        quality[f'averagePrecision(class={labels[k]})'] = metrics.average_precision_score(truth == k, scores[:, k])
    if areas:
        quality['rocAuc(average=macro)'] = np.mean(list(areas.values()))
        quality['rocAuc(average=weighted)'] = np.average(list(areas.values()), weights=hot.sum(0)[list(areas)])
        of_default = 'average=macro' if positive is None else f'class={labels[positive]}'
        quality['rocAuc'] = quality[f'rocAuc({of_default})']
        if positive is not None:
            quality['averagePrecision'] = quality[f'averagePrecision({of_default})']
    return quality


def brier(truth, hot, scores, positive) -> float:
    """Of two labels, the positive one's (else the second's) score; of more, the sum over all, in [0, 2]."""
    if len(hot[0]) > 2:
        return metrics.brier_score_loss(hot, scores, scale_by_half=False)
    followed = 1 if positive is None else positive
    return metrics.brier_score_loss(truth == followed, scores[:, followed])


def calibration_error(truth, answer, scores, positive, bins) -> float:
    """
    Equal-width bins, each with its lower edge, the last with both: sum of n_k / n |share right - mean score|. Of the
    positive label of two, else of the answered label. Guo et al. 2017, On Calibration of Modern Neural Networks.
    """
    score = scores[:, positive] if positive is not None else scores[np.arange(len(answer)), answer]
    right = (truth == positive) if positive is not None else (truth == answer)
    place = np.clip(np.floor(score * bins).astype(int), 0, bins - 1)
    rights, sums = (np.bincount(place, weights=weights, minlength=bins) for weights in (right, score))
    return float(np.abs(rights - sums).sum() / len(score))


def of_values(table: pd.DataFrame, bins: int) -> dict:
    truth, old, new = (table[name].to_numpy('float64') for name in ('label', 'old', 'new'))
    each = {
        'mae': metrics.mean_absolute_error,
        'rmse': metrics.root_mean_squared_error,
        'medianAbsoluteError': metrics.median_absolute_error,
        'r2': metrics.r2_score,
    }
    expected = {name: {'old': of(truth, old), 'new': of(truth, new)} for name, of in each.items()}
    difference = new - old
    expected |= {
        'coverage': 1.0,
        'largestScoreDifference': float(np.abs(difference).max()),
        'meanScoreDifference': float(difference.mean()),
        'scoreDrift': drift_of_numbers(old, new, bins),
        'blandAltman': {
            'bias': float(difference.mean()),
            'limits': [
                float(difference.mean() + z * difference.std(ddof=1)) for z in (-1.959963984540054, 1.959963984540054)
            ],
        },
    }
    return finite(expected)


def finite(value):
    """JSON has no NaN: a number that is not defined (precision of a class that nobody predicted) is null."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    return value


if __name__ == '__main__':
    main()
