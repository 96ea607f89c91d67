"""Reference values for the comparison of two models as measurements; writes cases.json beside this file.

Benjamini-Hochberg by statsmodels.
Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(20261124)


def benjamini_hochberg(p):
    return {"p": [float(x) for x in p], "adjusted": [float(x) for x in multipletests(p, method="fdr_bh")[1]]}


cases = {
    "benjaminiHochberg": [
        benjamini_hochberg(p)
        for p in (
            [0.01, 0.04, 0.03, 0.005],
            [0.5],
            [0.2, 0.2, 0.2],
            [1.0, 0.0, 0.9999],
            sorted(random.uniform(size=20) ** 3),
            random.uniform(size=37) ** 2,
        )
    ],
}

Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
