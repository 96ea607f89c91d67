"""Expected Cochran's Q, p-value and I² from statsmodels' meta-analysis."""

import json
from pathlib import Path

import numpy as np
from statsmodels.stats.meta_analysis import combine_effects

rng = np.random.default_rng(4)
cases = []
for groups in (2, 3, 8, 20):
    value = rng.normal(0.01, 0.02, groups)
    variance = rng.uniform(1e-5, 1e-3, groups)
    found = combine_effects(value, variance)
    test = found.test_homogeneity()
    cases.append(
        {
            "groups": [{"value": float(v), "variance": float(w)} for v, w in zip(value, variance)],
            "q": float(test.statistic),
            "pValue": float(test.pvalue),
            "iSquared": float(max(0, found.i2)),
        }
    )
Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
