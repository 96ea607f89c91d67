"""Trains the models of harness/examples/ and writes them; then checks each artifact in its own runtime and prints what the plan will find.

    python harness/make/examples.py [NAME ...]

The plans (recette.yaml) are written by hand and stay as they are.
"""

import os

# One thread, so that sums are made in the same order on every machine. Must be set before numpy is loaded.
os.environ.update(OMP_NUM_THREADS='1', OPENBLAS_NUM_THREADS='1')

import shutil
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import tables
from artifacts import answer_onnx, answer_tfjs, column_inputs, dense_layers, rows_of, vector_input, write_onnx
from findings import print_classes, print_values
from tfjs import write_graph_model, write_layers_model

ROOT = Path(__file__).resolve().parents[1] / 'examples'
# Training stops after a fixed number of rounds on purpose: the same weights each time.
warnings.simplefilter('ignore', ConvergenceWarning)

FLIGHT_CATEGORIES = ['airline', 'origin', 'month']
FLIGHT_AMOUNTS = [
    'departure_delay_min', 'distance_miles', 'scheduled_hour', 'temperature_f', 'humidity_pct', 'wind_speed_mph',
    'precipitation_in', 'visibility_miles',
]
FLIGHT_NUMBERS = [
    'departure_delay_min', 'distance_miles', 'month', 'scheduled_hour', 'temperature_f', 'humidity_pct', 'wind_speed_mph',
    'precipitation_in', 'visibility_miles',
]


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


def replacement(folder: Path) -> None:
    """Late flights: gradient boosting on mixed columns, replaced by a network on the numbers alone."""
    parts = tables.flights()
    train = parts['train']
    old = train_old_delays(train)
    write_onnx(
        folder / 'old.onnx', old, delay_inputs(train), title='delays', zipmap=True
    )
    scaler = StandardScaler()
    network = MLPClassifier(
        (64, 32), max_iter=40, batch_size=1024, learning_rate_init=3e-3, early_stopping=True, random_state=tables.SEED
    )
    new = make_pipeline(scaler, network).fit(train[FLIGHT_NUMBERS].to_numpy(), train['arrival'] == 'late')
    write_layers_model(folder / 'new', 'features', dense_layers(scaler, network, 'relu', 'sigmoid'))
    compare_delays('replacement', folder, parts, old, new)


def train_old_delays(train):
    columns = make_column_transformer(
        (OneHotEncoder(sparse_output=False, handle_unknown='ignore'), FLIGHT_CATEGORIES),
        ('passthrough', FLIGHT_AMOUNTS),
    )
    boosting = HistGradientBoostingClassifier(
        max_iter=50, max_leaf_nodes=15, early_stopping=False, random_state=tables.SEED
    )
    return make_pipeline(columns, boosting).fit(in_single_precision(train), train['arrival'])


def in_single_precision(table):
    """Trees are cut between the values that the artifact will see, or a case at a cut would fall on the other side."""
    return table.astype({name: 'float32' for name in table.select_dtypes('float64')})


def delay_inputs(train):
    # The hour is a whole number in the set and joins the block of real numbers here.
    return column_inputs(train.astype({'scheduled_hour': 'float32'}), [*FLIGHT_CATEGORIES, *FLIGHT_AMOUNTS])


def worse(folder: Path) -> None:
    """The same old model; the new one learnt from 300 flights."""
    parts = tables.flights()
    train = parts['train']
    old = train_old_delays(train)
    write_onnx(
        folder / 'old.onnx', old, delay_inputs(train), title='delays', zipmap=True
    )
    few = train.sample(300, random_state=tables.SEED)
    scaler = StandardScaler()
    network = MLPClassifier((64, 32), max_iter=200, random_state=tables.SEED)
    new = make_pipeline(scaler, network).fit(few[FLIGHT_NUMBERS].to_numpy(), few['arrival'] == 'late')
    write_layers_model(folder / 'new', 'features', dense_layers(scaler, network, 'relu', 'sigmoid'))
    compare_delays('worse', folder, parts, old, new)


def too_small(folder: Path) -> None:
    """The models of `worse` on 200 cases of its test set, in which the loss is the same 3 points, as CSV."""
    test = tables.flights()['test']
    models = folder.parent / 'worse'
    old, new = answer_delays(models, test)
    was, now = ((answers.argmax(1) == 0) == (test['arrival'] == 'late') for answers in (old, new))
    for seed in range(tables.SEED, tables.SEED + 1000):
        few = test.sample(200, random_state=seed).sort_index()
        if was[few.index].sum() - now[few.index].sum() == 6:
            break
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(models / 'old.onnx', folder)
    shutil.copytree(models / 'new', folder / 'new', dirs_exist_ok=True)
    few.to_csv(folder / 'test.csv', index=False, lineterminator='\n')
    compare_delays('too-small', folder, {'test': few})


def answer_delays(folder: Path, cases) -> tuple:
    """Old and new probabilities, [late, on time]."""
    maps = answer_onnx(folder / 'old.onnx', cases)[1]
    late = answer_tfjs(folder / 'new', {'features': rows_of(cases, FLIGHT_NUMBERS)})[:, 0]
    return np.array([[row['late'], row['on time']] for row in maps]), np.column_stack([late, 1 - late])


def compare_delays(name: str, folder: Path, parts, old_model=None, new_model=None) -> None:
    for part in [part for part in ('test', 'validation') if part in parts]:
        cases = parts[part]
        old, new = answer_delays(folder, cases)
        if old_model is not None:
            check('old.onnx', old, old_model.predict_proba(in_single_precision(cases)))
            check('new', new[:, 0], new_model.predict_proba(cases[FLIGHT_NUMBERS].to_numpy())[:, 1])
        segments = cases[['origin', 'time_of_day', 'airline']]
        print_classes(f'{name}/{part}', cases['arrival'], ['late', 'on time'], old, new, 'late', segments)


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
            (OneHotEncoder(sparse_output=False, handle_unknown='ignore'), [*texts, *wholes]), (StandardScaler(), numbers)
        ),
        forest,
    ).fit(train, np.where(train['saw_doctor'] == 'yes', 0, 1))
    write_onnx(
        folder / 'new.onnx', new, column_inputs(train, [*texts, *wholes, *numbers]), title='visits',
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
        hidden_layer_sizes=(64, 32), max_iter=120, batch_size=128, early_stopping=True, n_iter_no_change=20,
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


def check(artifact: str, answered, expected) -> None:
    """The artifact says what the trained model says, up to single precision."""
    largest = float(np.max(np.abs(np.asarray(answered) - np.asarray(expected))))
    print(f'  {artifact}: largest difference from scikit-learn {largest:.1e} in {len(answered)} cases')
    if not largest < 1e-4:
        # A threshold that rounds to the other side in single precision moves a few cases of a tree by more.
        far = np.mean(np.abs(np.asarray(answered) - np.asarray(expected)) > 1e-4)
        print(f'    {far:.2%} of the answers differ by more than 1e-4')
        assert far < 0.001, f'{artifact} is not the model that was trained'


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
