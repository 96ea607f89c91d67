"""What the Python host says of some weights: the Node host must say the same. Run with numpy: python test/reference/weights/make.py"""

import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "harness" / "python"))

from recette_host.weights import tally  # noqa: E402

random = np.random.RandomState(4)
kernel = random.normal(size=(7, 5))
CASES = {
    "single": [kernel.astype(np.float32), random.normal(size=5).astype(np.float32)],
    "double": [kernel],
    "half": [kernel.astype(np.float16)],
    "rounded": [np.tile(kernel, (4, 1)).astype(np.float16).astype(np.float32)],
    "edges": [np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 1e-8, 7e4, 0.1, 0.3, 0.7, -0.9], np.float32)],
    "degenerate": [np.zeros((3, 3), np.float32), np.ones(4, np.float32), np.array([0.485, 0.456, 0.406], np.float32)],
}
cases = {
    name: {
        "tensors": [
            {"dtype": a.dtype.name, "shape": list(a.shape), "hex": a.tobytes().hex()} for a in arrays
        ],
        "report": tally(arrays),
    }
    for name, arrays in CASES.items()
}
(HERE / "cases.json").write_text(json.dumps(cases, indent=1) + "\n")
