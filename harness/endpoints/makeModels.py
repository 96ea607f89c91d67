"""Makes the models that the real servers of the tests serve, and says what they answer.

    python makeModels.py FOLDER

FOLDER gets `oip/` (a model for MLServer, with its signature, and one without), `mlflow/` (an MLflow model folder),
`cases.csv` (id, four inputs, one text input, label), and `expected.json`: what scikit-learn itself answers for the cases.
"""

import json
import sys
from pathlib import Path

import joblib
import mlflow.sklearn
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(4)

ROWS = 300
NUMBERS = ["age", "income", "distance", "visits"]
frame = pd.DataFrame(random.normal(size=(ROWS, 4)), columns=NUMBERS)
frame["region"] = random.choice(["north", "south", "west"], size=ROWS)
chance = 1 / (1 + np.exp(-(frame["age"] - 0.5 * frame["income"] + (frame["region"] == "south"))))
label = np.where(random.uniform(size=ROWS) < chance, "yes", "no")

# A plain matrix in, probabilities out: MLServer.
plain = LogisticRegression().fit(frame[NUMBERS].to_numpy(), label)
for name, signature in (
    (
        "described",
        {
            "inputs": [{"name": "features", "datatype": "FP64", "shape": [-1, 4]}],
            "outputs": [
                {"name": "predict_proba", "datatype": "FP64", "shape": [-1, 2]},
            ],
        },
    ),
    ("silent", {}),
):
    target = folder / "oip" / name
    target.mkdir(parents=True, exist_ok=True)
    joblib.dump(plain, target / "model.joblib")
    (target / "model-settings.json").write_text(
        json.dumps(
            {
                "name": name,
                "implementation": "mlserver_sklearn.SKLearnModel",
                "parameters": {"uri": "./model.joblib", "version": "v3"},
                **signature,
            },
            indent=2,
        )
    )

# A data frame with text in, labels out: MLflow.
mixed = make_pipeline(
    ColumnTransformer([("region", OneHotEncoder(), ["region"])], remainder="passthrough"),
    LogisticRegression(),
).fit(frame, label)
mlflow.sklearn.save_model(
    mixed,
    folder / "mlflow",
    signature=mlflow.models.infer_signature(frame, mixed.predict(frame)),
    serialization_format="cloudpickle",
)

cases = frame.assign(label=label)
cases.insert(0, "id", [f"c{i:04d}" for i in range(ROWS)])
cases.to_csv(folder / "cases.csv", index=False)
frame = pd.read_csv(folder / "cases.csv")
(folder / "expected.json").write_text(
    json.dumps(
        {
            "probabilities": plain.predict_proba(frame[NUMBERS].to_numpy()).tolist(),
            "labels": mixed.predict(frame[[*NUMBERS, "region"]]).tolist(),
        }
    )
)
