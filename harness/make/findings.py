"""What an example's plan will find, worked out here from the artifacts' answers, apart from Recette's own code."""

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm
from sklearn.metrics import (
    mean_absolute_error,
    median_absolute_error,
    r2_score,
    roc_auc_score,
    root_mean_squared_error,
)

Z = norm.ppf(0.975)


def print_classes(title, truth, labels, old, new, positive=None, segments=None) -> None:
    """Accuracy lost, in points, with its 95 % Tango interval, overall and by segment; flips; AUC and log-loss."""
    labels, truth = np.asarray(labels), np.asarray(truth)
    was, now = labels[old.argmax(1)] == truth, labels[new.argmax(1)] == truth
    print(f'  {title}: {len(truth)} cases, old {was.mean():.4%}, new {now.mean():.4%}')
    print(f'    accuracy lost {points(lost(was, now))}')
    print(f'    negative flips {points(wilson(np.sum(was & ~now), len(was)))}')
    print(f'    other answer {points(wilson(np.sum(old.argmax(1) != new.argmax(1)), len(was)))}')
    print(f'    largest score difference {np.abs(old - new).max():.2e}')
    of = labels.tolist().index(positive) if positive else None
    for name, measure in (('rocAuc', area), ('logLoss', loss)):
        before, after = (measure(truth, scores, labels, of) for scores in (old, new))
        low, high = bootstrap(measure, truth, old, new, labels, of)
        print(f'    {name} old {before:.5f}, new {after:.5f}; difference in [{low:+.5f}, {high:+.5f}] (bootstrap)')
    for column in [] if segments is None else segments:
        for value, rows in pd.Series(range(len(truth))).groupby(segments[column].to_numpy()):
            print(f'    accuracy lost, {column}={value} (n={len(rows)}): {points(lost(was[rows], now[rows]))}')


def area(truth, scores, labels, of) -> float:
    if of is None:
        return roc_auc_score(truth, scores, multi_class='ovr', labels=labels)
    return roc_auc_score(truth == labels[of], scores[:, of])


def loss(truth, scores, labels, _of) -> float:
    right = scores[np.arange(len(truth)), pd.Index(labels).get_indexer(truth)]
    return float(-np.log(np.clip(right, 1e-15, 1)).mean())


def bootstrap(measure, truth, old, new, labels, of, rounds: int = 200) -> np.ndarray:
    """95 % percentile interval of new - old over samples of the cases."""
    random, differences = np.random.RandomState(1), []
    for _ in range(rounds):
        rows = random.randint(0, len(truth), len(truth))
        before, after = (measure(truth[rows], scores[rows], labels, of) for scores in (old, new))
        differences.append(after - before)
    return np.quantile(differences, [0.025, 0.975])


def print_values(title, truth, old, new, segments) -> None:
    truth = np.asarray(truth)
    difference = new - old
    print(f'  {title}: {len(truth)} cases; new - old {difference.mean():+.2f}, at most {np.abs(difference).max():.2f}')
    random = np.random.RandomState(1)
    draws = [random.randint(0, len(truth), len(truth)) for _ in range(400)]
    for name, measure in [
        ('mae', mean_absolute_error),
        ('rmse', root_mean_squared_error),
        ('medianAbsoluteError', median_absolute_error),
        ('r2', r2_score),
    ]:
        ratio = [measure(truth[d], new[d]) / measure(truth[d], old[d]) - 1 for d in draws]
        low, high = np.quantile(ratio, [0.025, 0.975])
        values = f'old {measure(truth, old):.4f}, new {measure(truth, new):.4f}'
        print(f'    {name} {values}; change in [{low:+.2%}, {high:+.2%}] (bootstrap)')
    for column in segments:
        for value, rows in pd.Series(range(len(truth))).groupby(segments[column].to_numpy()):
            errors = [np.abs(truth[rows] - answers[rows]) for answers in (old, new)]
            difference = errors[1] - errors[0]
            half = Z * difference.std(ddof=1) / np.sqrt(len(rows))
            was = errors[0].mean()
            print(
                f'    mae change, {column}={value} (n={len(rows)}): {difference.mean() / was:+.2%} ± {half / was:.2%}'
            )


def points(estimate: tuple[float, float, float]) -> str:
    value, low, high = (100 * number for number in estimate)
    return f'{value:.3f} points in [{low:.3f}, {high:.3f}]'


def lost(was: np.ndarray, now: np.ndarray) -> tuple[float, float, float]:
    return tango(int(np.sum(was & ~now)), int(np.sum(~was & now)), len(was))


def tango(b: int, c: int, n: int) -> tuple[float, float, float]:
    """
    Score interval of the difference (b - c) / n of paired proportions.
    Tango 1998, Statistics in Medicine 17:891-908; the limits are the two roots of the score statistic at +-z.
    """

    def score(delta: float) -> float:
        A, B, C = 2 * n, -b - c + (2 * n - b + c) * delta, -c * delta * (1 - delta)
        q = (np.sqrt(max(B * B - 4 * A * C, 0)) - B) / (2 * A)
        variance = n * (2 * q + delta * (1 - delta))
        return (b - c - n * delta) / np.sqrt(variance) if variance > 0 else np.inf * np.sign(b - c - n * delta)

    value, edge = (b - c) / n, 1 - 1e-12
    low = brentq(lambda d: score(d) - Z, -edge, value - 1e-12) if value > -edge else -1.0
    high = brentq(lambda d: score(d) + Z, value + 1e-12, edge) if value < edge else 1.0
    return value, low, high


def wilson(k: int, n: int) -> tuple[float, float, float]:
    """Score interval of a proportion. Wilson 1927, JASA 22:209-212."""
    p = k / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return p, centre - half, centre + half
