"""Writes trained networks in both formats of TensorFlow.js, without TensorFlow: JSON graph, raw float32 weights."""

import json
from pathlib import Path

import numpy as np

MADE_BY = 'recette harness/make'


def write_layers_model(folder: Path, input_name: str, layers: list[tuple[np.ndarray, np.ndarray, str]]) -> None:
    """A Sequential of Dense layers, each (kernel [in, out], bias [out], activation)."""
    width = layers[0][0].shape[0]
    config = [
        {
            'class_name': 'InputLayer',
            'config': {'batch_input_shape': [None, width], 'dtype': 'float32', 'sparse': False, 'name': input_name},
        }
    ]
    weights = []
    for number, (kernel, bias, activation) in enumerate(layers, start=1):
        name = f'dense_{number}' if number < len(layers) else 'answer'
        dense = {'units': kernel.shape[1], 'activation': activation, 'use_bias': True}
        config.append({'class_name': 'Dense', 'config': {'name': name, 'trainable': True, 'dtype': 'float32', **dense}})
        weights += [(f'{name}/kernel', kernel), (f'{name}/bias', bias)]
    topology = {
        'class_name': 'Sequential',
        'config': {'name': 'sequential', 'layers': config},
        'keras_version': 'tfjs-layers 4.22.0',
        'backend': 'tensor_flow.js',
    }
    write(folder, {'format': 'layers-model', 'modelTopology': topology}, weights)


def write_graph_model(
    folder: Path,
    inputs: dict[str, int],
    layers: list[tuple[np.ndarray, np.ndarray, str | None]],
    output: str,
    finish: list[tuple[str, float | None]],
) -> None:
    """
    Named inputs of the given widths, put side by side, then matrix products with `Relu` or nothing after each,
    then the operations of `finish`, each with a constant as its second operand or none. The last node is called
    `output`.
    """
    nodes, weights = [], []

    def add(name: str, op: str, of: list[str], **attributes) -> str:
        nodes.append({'name': name, 'op': op, 'input': of, 'attr': attributes})
        return name

    def constant(name: str, values: np.ndarray) -> str:
        type = 'DT_INT32' if values.dtype == np.int32 else 'DT_FLOAT'
        tensor = {'dtype': type, 'tensorShape': {'dim': [{'size': str(length)} for length in values.shape]}}
        weights.append((name, values))
        return add(name, 'Const', [], dtype={'type': type}, value={'tensor': tensor})

    number = {'T': {'type': 'DT_FLOAT'}}
    for name, width in inputs.items():
        add(name, 'Placeholder', [], dtype={'type': 'DT_FLOAT'}, shape={'shape': shape(width)})
    last = add(
        'side_by_side',
        'ConcatV2',
        [*inputs, constant('axis', np.array(1, np.int32))],
        N={'i': str(len(inputs))},
        Tidx={'type': 'DT_INT32'},
        **number,
    )
    for i, (kernel, bias, activation) in enumerate(layers, start=1):
        of = [last, constant(f'dense_{i}/kernel', kernel)]
        last = add(f'dense_{i}/MatMul', 'MatMul', of, transpose_a={'b': False}, transpose_b={'b': False}, **number)
        last = add(f'dense_{i}/BiasAdd', 'AddV2', [last, constant(f'dense_{i}/bias', bias)], **number)
        if activation:
            last = add(f'dense_{i}/{activation}', activation, [last], **number)
    for op, operand in finish:
        of = [last] if operand is None else [last, constant(f'{op}/operand', np.array(operand, np.float32))]
        last = add(op if op != finish[-1][0] else output, op, of, **number)

    def port(name: str, width: int) -> dict:
        return {'name': f'{name}:0', 'dtype': 'DT_FLOAT', 'tensorShape': shape(width)}

    signature = {
        'inputs': {name: port(name, width) for name, width in inputs.items()},
        'outputs': {output: port(output, layers[-1][0].shape[1])},
    }
    topology = {'node': nodes, 'library': {}, 'versions': {'producer': 1882}}
    write(folder, {'format': 'graph-model', 'signature': signature, 'modelTopology': topology}, weights)


def shape(width: int) -> dict:
    return {'dim': [{'size': '-1'}, {'size': str(width)}]}


def write(folder: Path, model: dict, weights: list[tuple[str, np.ndarray]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shard = 'group1-shard1of1.bin'
    stored = [
        (name, np.ascontiguousarray(values, np.int32 if values.dtype == np.int32 else '<f4'))
        for name, values in weights
    ]
    entries = [
        {'name': name, 'shape': list(values.shape), 'dtype': 'int32' if values.dtype == np.int32 else 'float32'}
        for name, values in stored
    ]
    manifest = [{'paths': [shard], 'weights': entries}]
    document = {**model, 'generatedBy': MADE_BY, 'convertedBy': None, 'weightsManifest': manifest}
    (folder / 'model.json').write_text(json.dumps(document, indent=1) + '\n')
    (folder / shard).write_bytes(b''.join(values.tobytes() for _, values in stored))
