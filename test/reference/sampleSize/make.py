"""Numbers of cases: Connor's formula and Nam's written out by hand, and statsmodels' exact power of the t test.

Run: python test/reference/sampleSize/make.py
"""
import json
import pathlib

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import norm
from statsmodels.stats.power import TTestPower


def connor(discordant, difference, tail, power):
    """Connor 1987, (3): pairs for McNemar's test."""
    z, u = norm.ppf(1 - tail), norm.ppf(power)
    return (z * np.sqrt(discordant) + u * np.sqrt(discordant - difference**2)) ** 2 / difference**2


def nam(lost, won, limit, tail, power):
    """Nam 1997: the variance under the limit from the likelihood, maximised numerically under "lost - won = limit"."""
    def minus_log_likelihood(p_won):
        p_lost = p_won + limit
        rest = 1 - p_won - p_lost
        terms = [(lost, p_lost), (won, p_won), (1 - lost - won, rest)]
        return -sum(weight * np.log(p) for weight, p in terms if weight > 0)

    low, high = max(0, -limit) + 1e-12, (1 - limit) / 2 - 1e-12
    p_won = minimize_scalar(minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
    under_limit = 2 * p_won + limit - limit**2
    difference = lost - won
    under_truth = lost + won - difference**2
    z, u = norm.ppf(1 - tail), norm.ppf(power)
    return (z * np.sqrt(under_limit) + u * np.sqrt(under_truth)) ** 2 / (limit - difference) ** 2


def share(p, limit, tail, power):
    z, u = norm.ppf(1 - tail), norm.ppf(power)
    return ((z * np.sqrt(limit * (1 - limit)) + u * np.sqrt(p * (1 - p))) / (limit - p)) ** 2


cases = {
    "connor": [
        {"lost": lost, "won": won, "tail": tail, "power": power, "cases": connor(lost + won, lost - won, tail, power)}
        for lost, won in [(0.2, 0.1), (0.05, 0.02), (0.3, 0.25)]
        for tail, power in [(0.025, 0.8), (0.05, 0.9)]
    ],
    "nam": [
        {"lost": lost, "won": won, "limit": limit, "tail": tail, "power": power, "cases": nam(lost, won, limit, tail, power)}
        for lost, won, limit in [(0.02, 0.02, 0.02), (0.05, 0.04, 0.05), (0.1, 0.03, 0.02), (0.01, 0.03, 0.01)]
        for tail, power in [(0.025, 0.8), (0.025, 0.9)]
    ],
    "share": [
        {"share": p, "limit": limit, "tail": tail, "power": power, "cases": share(p, limit, tail, power)}
        for p, limit in [(0.02, 0.05), (0.0, 0.05), (0.95, 0.9)]
        for tail, power in [(0.025, 0.8), (0.025, 0.9)]
    ],
    "mean": [
        {
            "deviation": 1 / effect,
            "distance": 1,
            "tail": tail,
            "power": power,
            "cases": float(TTestPower().solve_power(effect_size=effect, alpha=tail, power=power, alternative="larger")),
        }
        for effect in [0.1, 0.3, 0.5, 0.8]
        for tail, power in [(0.025, 0.8), (0.025, 0.9)]
    ],
}
pathlib.Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
