"""The bench's two small networks (20 -> 32 -> 16 -> 2), really trained on other rows of the bench's data.

Run once: node harness/bench/make_training_set.mjs && python harness/bench/make_models.py
Pinned by harness/make/requirements.txt.
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from sklearn.metrics import accuracy_score
from sklearn.neural_network import MLPClassifier

here = pathlib.Path(__file__).parent
table = pd.read_parquet(sys.argv[1])
x = table[[f"x{j}" for j in range(20)]].to_numpy(np.float32)
y = table["label"].to_numpy()
for name, rows, seed in (("old", slice(0, 40_000), 1), ("new", slice(10_000, 50_000), 2)):
    model = MLPClassifier((32, 16), random_state=seed, max_iter=40, early_stopping=True).fit(x[rows], y[rows])
    print(name, accuracy_score(y[50_000:], model.predict(x[50_000:])))
    onnx = to_onnx(model, x[:1], options={"zipmap": False}, target_opset={"": 17, "ai.onnx.ml": 3})
    (here / f"{name}.onnx").write_bytes(onnx.SerializeToString())
