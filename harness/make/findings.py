"""What an example's plan will find, worked out here from the artifacts' answers, apart from Recette's own code."""

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm
from sklearn.metrics import log_loss, mean_absolute_error, median_absolute_error, r2_score, roc_auc_score, root_mean_squared_error

Z = norm.ppf(0.975)


def print_classes(title, truth, labels, old, new, positive=None, segments=None) -> None:
    """Accuracy lost in points with its 95 % Tango interval, overall and by segment; flips with Wilson's; AUC and log-loss."""
    labels, truth = np.asarray(labels), np.asarray(truth)
    was, now = labels[old.argmax(1)] == truth, labels[new.argmax(1)] == truth
    print(f'  {title}: {len(truth)} cases, old {was.mean():.4%}, new {now.mean():.4%}')
    print(f'    accuracy lost {points(lost(was, now))}')
    print(f'    negative flips {points(wilson(np.sum(was & ~now), len(was)))}')
    print(f'    other answer {points(wilson(np.sum(old.argmax(1) != new.argmax(1)), len(was)))}')
    print(f'    largest score difference {np.abs(old - new).max():.2e}')
    score = (lambda p: p[:, list(labels).index(positive)]) if positive else (lambda p: p)
    answer = truth == positive if positive else truth
    for name, measure in [
        ('rocAuc', lambda p: roc_auc_score(answer, score(p), multi_class='ovr')),
        ('logLoss', lambda p: log_loss(truth, p / p.sum(1, keepdims=True), labels=labels)),
    ]:
        print(f'    {name} old {measure(old):.5f}, new {measure(new):.5f}, {bootstrap(measure_rows(measure, truth, old, new, positive, labels, name))}')
    for column in [] if segments is None else segments:
        for value, rows in pd.Series(range(len(truth))).groupby(segments[column].to_numpy()):
            print(f'    accuracy lost, {column}={value} (n={len(rows)}): {points(lost(was[rows], now[rows]))}')


def measure_rows(measure, truth, old, new, positive, labels, name, rounds=200, seed=1):
    """Differences new - old in bootstrap samples of the cases."""
    random, differences = np.random.RandomState(seed), []
    index = pd.Index(labels).get_indexer(truth)
    for _ in range(rounds):
        rows = random.randint(0, len(truth), len(truth))
        if name == 'logLoss':
            values = [np.mean(-np.log(np.clip((p / p.sum(1, keepdims=True))[rows, index[rows]], 1e-15, 1))) for p in (old, new)]
        else:
            answer = truth[rows] == positive if positive else truth[rows]
            pick = (lambda p: p[rows, list(labels).index(positive)]) if positive else (lambda p: p[rows])
            if len(np.unique(answer)) < (2 if positive else len(labels)):
                continue
            values = [roc_auc_score(answer, pick(p), multi_class='ovr') for p in (old, new)]
        differences.append(values[1] - values[0])
    return differences


def bootstrap(differences) -> str:
    low, high = np.quantile(differences, [0.025, 0.975])
    return f'difference in [{low:+.5f}, {high:+.5f}] (bootstrap)'


def print_values(title, truth, old, new, segments) -> None:
    truth = np.asarray(truth)
    print(f'  {title}: {len(truth)} cases; mean difference new - old {np.mean(new - old):+.2f}, largest {np.abs(new - old).max():.2f}')
    random = np.random.RandomState(1)
    draws = [random.randint(0, len(truth), len(truth)) for _ in range(400)]
    for name, measure in [
        ('mae', mean_absolute_error), ('rmse', root_mean_squared_error),
        ('medianAbsoluteError', median_absolute_error), ('r2', r2_score),
    ]:
        ratio = [measure(truth[d], new[d]) / measure(truth[d], old[d]) - 1 for d in draws]
        low, high = np.quantile(ratio, [0.025, 0.975])
        print(f'    {name} old {measure(truth, old):.4f}, new {measure(truth, new):.4f}; change in [{low:+.2%}, {high:+.2%}] (bootstrap)')
    for column in segments:
        for value, rows in pd.Series(range(len(truth))).groupby(segments[column].to_numpy()):
            errors = [np.abs(truth[rows] - answers[rows]) for answers in (old, new)]
            difference = errors[1] - errors[0]
            half = Z * difference.std(ddof=1) / np.sqrt(len(rows))
            was = errors[0].mean()
            print(f'    mae change, {column}={value} (n={len(rows)}): {difference.mean() / was:+.2%} ± {half / was:.2%}')


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
