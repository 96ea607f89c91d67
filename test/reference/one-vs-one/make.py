"""One-vs-one decision values of real support vector machines and what they predict; writes cases.json beside this file.

The data are those that scikit-learn ships: iris (3 kinds), digits cut to 4, and digits (10), with most pixels left out so that votes are
tied now and then. `predict` is scikit-learn's own, computed by libsvm and not from the decision values given here.

Made with Python 3.11, numpy 2.4.6, scikit-learn 1.9.1. Run: python make.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits, load_iris
from sklearn.svm import SVC


def case(name, x, y, gamma, cases, seed):
    random = np.random.default_rng(seed)
    order = random.permutation(len(y))
    train, test = order[: len(y) // 3], order[-cases:]
    model = SVC(decision_function_shape="ovo", gamma=gamma, C=0.5).fit(x[train], y[train])
    values = model.decision_function(x[test])
    assert values.shape[1] == len(model.classes_) * (len(model.classes_) - 1) // 2
    return {
        "name": name,
        "labels": [str(label) for label in model.classes_],
        "values": np.round(values, 6).tolist(),
        "predicted": [str(label) for label in model.predict(x[test])],
    }


iris, digits = load_iris(), load_digits()
few = np.isin(digits.target, [1, 4, 7, 9])
pixels = [20, 21, 28, 34, 35, 43]
CASES = [
    case("iris, 3 labels", iris.data[:, :2], iris.target_names[iris.target], 3.0, 50, 1),
    case("digits, 4 labels", digits.data[few][:, pixels] / 16, digits.target[few], 8.0, 120, 2),
    case("digits, 10 labels", digits.data[:, pixels] / 16, digits.target, 8.0, 80, 3),
]

Path(__file__).with_name("cases.json").write_text(json.dumps(CASES) + "\n")
