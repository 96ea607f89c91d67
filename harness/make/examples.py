"""Trains and writes the models of harness/examples/; checks each in its own runtime; prints what the plan will find.

    python harness/make/examples.py [NAME ...]

The plans (recette.yaml) are written by hand and stay as they are.
"""

import os

# One thread, so that sums are made in the same order on every machine. Must be set before numpy is loaded.
os.environ.update(OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1')

import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import tables
from artifacts import (
    answer_onnx,
    answer_tfjs,
    check,
    column_inputs,
    dense_layers,
    rows_of,
    vector_input,
    write_onnx,
)
from delays import replacement, too_small, worse
from findings import print_classes, print_values
from tfjs import write_graph_model, write_layers_model

ROOT = Path(__file__).resolve().parents[1] / 'examples'
# Training stops after a fixed number of rounds on purpose: the same weights each time.
warnings.simplefilter('ignore', ConvergenceWarning)


def same_model(folder: Path) -> None:
    """One network for handwritten digits, exported twice."""
    parts = tables.digits()
    pixels, answers = rows_of(parts['train'], ['pixels']), parts['train']['digit']
    scaler = StandardScaler(with_std=False)
    network = MLPClassifier((96, 48), alpha=1e-2, max_iter=120, random_state=tables.SEED)
    model = make_pipeline(scaler, network).fit(pixels, answers)
    write_onnx(folder / 'old.onnx', model, vector_input('pixels', 64), title='digits', zipmap=False)
    scaler.scale_ = np.ones(64)
    write_layers_model(folder / 'new', 'pixels', dense_layers(scaler, network, 'relu', 'softmax'))

    for name in ('test', 'validation'):
        case = rows_of(parts[name], ['pixels'])
        old = answer_onnx(folder / 'old.onnx', parts[name], {'pixels': ['pixels']})[1]
        new = answer_tfjs(folder / 'new', {'pixels': case})
        check('old.onnx', old, model.predict_proba(case))
        check('new', new, model.predict_proba(case))
        print_classes(f'same-model/{name}', parts[name]['digit'], model.classes_, old, new)


def label_order(folder: Path) -> None:
    """Doctor visits: two pipelines whose score columns stand in opposite order."""
    parts = tables.health_insurance()
    train = parts['train']
    texts, numbers = ['plan', 'self_rated_health'], ['incentive_usd', 'chronic_conditions', 'physical_limitation']
    old = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(sparse_output=False, handle_unknown='ignore'), texts), (StandardScaler(), numbers)
        ),
        HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=8, early_stopping=False, random_state=tables.SEED),
    ).fit(train, train['saw_doctor'])
    write_onnx(folder / 'old.onnx', old, column_inputs(train, [*texts, *numbers]), title='visits', zipmap=False)

    wholes = ['coinsurance_pct']
    forest = RandomForestClassifier(40, max_leaf_nodes=150, min_samples_leaf=5, random_state=tables.SEED)
    new = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(sparse_output=False, handle_unknown='ignore'), [*texts, *wholes]),
            (StandardScaler(), numbers),
        ),
        forest,
    ).fit(train, np.where(train['saw_doctor'] == 'yes', 0, 1))
    write_onnx(
        folder / 'new.onnx',
        new,
        column_inputs(train, [*texts, *wholes, *numbers]),
        title='visits',
        zipmap=False,
    )
    for part in ('test', 'validation'):
        cases = parts[part]
        before = answer_onnx(folder / 'old.onnx', cases)[1]
        after = answer_onnx(folder / 'new.onnx', cases)[1]
        check('old.onnx', before, old.predict_proba(cases))
        check('new.onnx', after, new.predict_proba(cases))
        labels = ['no', 'yes']
        segments = cases[['plan', 'self_rated_health']]
        print_classes(f'label-order/{part}', cases['saw_doctor'], labels, before, after[:, ::-1], 'yes', segments)


def regression(folder: Path) -> None:
    """Diamond prices: boosting on one vector in carats, replaced by a network with two inputs, the weight in grams."""
    parts = tables.diamonds()
    train = parts['train']
    grades = ['cut_rank', 'color_rank', 'clarity_rank', 'depth_pct', 'table_pct', 'length_mm', 'width_mm', 'height_mm']
    old = HistGradientBoostingRegressor(
        max_iter=80, max_leaf_nodes=15, early_stopping=False, random_state=tables.SEED
    ).fit(rows_of(train, ['carat', *grades]), train['price_usd'])
    write_onnx(folder / 'old.onnx', old, vector_input('features', 9), title='prices', zipmap=None)

    # Prices span two orders of magnitude, so the network learns the logarithm; the artifact gives dollars.
    scaler = StandardScaler()
    network = MLPRegressor(
        hidden_layer_sizes=(64, 32),
        max_iter=120,
        batch_size=128,
        early_stopping=True,
        n_iter_no_change=20,
        random_state=tables.SEED,
    )
    in_grams = train.assign(weight=train['carat'] * 0.2)
    new = make_pipeline(scaler, network).fit(in_grams[['weight', *grades]].to_numpy(), np.log(train['price_usd']))
    layers = dense_layers(scaler, network, 'Relu', None)
    # An exponential can run away on a stone unlike all others; no price beyond the dearest known is believed.
    dearest = train['price_usd'].max()
    finish = [('Exp', None), ('Minimum', dearest)]
    write_graph_model(folder / 'new', {'weight_g': 1, 'grades': 8}, layers, 'price', finish)

    for part in ('test', 'validation'):
        cases = parts[part].assign(weight=parts[part]['carat'] * 0.2)
        before = answer_onnx(folder / 'old.onnx', cases, {'features': ['carat', *grades]})[0][:, 0]
        inputs = {'weight_g': rows_of(cases, ['weight']), 'grades': rows_of(cases, grades)}
        after = answer_tfjs(folder / 'new', inputs)[:, 0]
        check('old.onnx', before / old.predict(rows_of(cases, ['carat', *grades])), 1)
        check('new', after / np.minimum(np.exp(new.predict(cases[['weight', *grades]].to_numpy())), dearest), 1)
        print_values(f'regression/{part}', cases['price_usd'], before, after, cases[['cut']])


EXAMPLES = {
    'same-model': same_model,
    'replacement': replacement,
    'worse': worse,
    'too-small': too_small,
    'label-order': label_order,
    'regression': regression,
}

if __name__ == '__main__':
    for example in sys.argv[1:] or EXAMPLES:
        print(f'{example}: {EXAMPLES[example].__doc__}')
        EXAMPLES[example](ROOT / example)
