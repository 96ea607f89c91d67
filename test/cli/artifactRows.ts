import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models')

/** One kind of artifact, with a model of that kind and its twin: the same weights in ONNX. */
export interface ArtifactRow {
  /** As the README names it. */
  readonly kind: string
  /** The file or folder below test/fixtures/models. */
  readonly artifact: string
  readonly twin: string
  /** What the twin is, where its exporter cannot write ONNX: a pickle, which the plan trusts. */
  readonly twinIs?: string
  readonly task: 'classification' | 'regression' | 'tensors'
  readonly set: string
  /** Where the columns of the set are not all inputs. */
  readonly columns?: string
  /** What either model needs in the plan besides its path. */
  readonly model?: string
  /** The set-up commands that install what runs it; Python's own unless told. */
  readonly setup?: readonly ('python' | 'tensorflow')[]
  /** The largest difference of two scores (or values) that is allowed. */
  readonly within: number
}

export const ARTIFACT_ROWS: readonly ArtifactRow[] = [
  {
    kind: 'TensorFlow.js layers model',
    artifact: 'tfjs-layers/model.json',
    twin: 'mlp.onnx',
    ...perceptron(),
    within: 1e-6,
  },
  {
    kind: 'TensorFlow.js graph model',
    artifact: 'tfjs-graph/model.json',
    twin: 'mlp.onnx',
    ...perceptron(),
    within: 1e-6,
  },
  { kind: 'scikit-learn `.joblib`', artifact: 'python/churn.joblib', ...churn() },
  { kind: 'scikit-learn `.pkl`, compressed or not', artifact: 'python/churn.pkl.gz', ...churn() },
  { kind: 'scikit-learn `.skops`', artifact: 'python/churn.skops', ...churn() },
  {
    kind: 'LightGBM `.txt`',
    artifact: 'python/lightgbm.txt',
    twin: 'python/lightgbm.onnx',
    ...twoNumbers(),
    within: 1e-6,
  },
  { kind: 'XGBoost `.ubj`', artifact: 'python/xgboost-binary.ubj', ...boosted('xgboost-binary', ['0', '1']) },
  { kind: 'XGBoost `.json`', artifact: 'python/xgboost-classes.json', ...boosted('xgboost-classes', ['0', '1', '2']) },
  {
    kind: 'CatBoost `.cbm`',
    artifact: 'python/catboost-classes.cbm',
    ...boosted('catboost-classes', ['basic', 'plus', 'pro']),
  },
  { kind: 'CatBoost `.json`', artifact: 'python/catboost-binary.json', ...boosted('catboost-binary', ['no', 'yes']) },
  {
    kind: 'XGBoost `.ubj` with a category',
    artifact: 'python/xgboost-mixed.ubj',
    ...mixed('xgboost-mixed', ['0', '1']),
  },
  { kind: 'MLflow folder, ONNX', artifact: 'python/mlflow/onnx', ...churn() },
  { kind: 'MLflow folder, scikit-learn (skops)', artifact: 'python/mlflow/sklearn-skops', ...churn() },
  { kind: 'MLflow folder, scikit-learn (pickle)', artifact: 'python/mlflow/sklearn-cloudpickle', ...churn() },
  {
    kind: 'MLflow folder, XGBoost',
    artifact: 'python/mlflow/xgboost',
    ...boosted('xgboost-binary', ['0', '1']),
  },
  {
    kind: 'MLflow folder, Python function with code of its own',
    artifact: 'python/mlflow/function',
    twin: 'sigmoid.onnx',
    ...twoNumbers(),
    within: 1e-6,
  },
  {
    kind: 'MLflow folder, PyTorch (exported program)',
    artifact: 'python/mlflow-networks/torch-program',
    ...torch(),
  },
  { kind: 'PyTorch TorchScript `.pt`', artifact: 'python/torchscript.pt', ...torch() },
  { kind: 'PyTorch exported program `.pt2`', artifact: 'python/exported.pt2', ...torch() },
  {
    kind: 'PyTorch TorchScript `.pt` of three inputs',
    artifact: 'python/torch-reader.pt',
    ...reader(),
  },
  {
    kind: 'TensorFlow SavedModel',
    artifact: 'tensorflow/dense-savedmodel',
    ...dense(),
    setup: ['tensorflow'],
    within: 1e-6,
  },
  { kind: 'Keras `.keras`', artifact: 'tensorflow/dense.keras', ...dense(), within: 1e-6 },
  { kind: 'Keras `.h5`', artifact: 'tensorflow/dense.h5', ...dense(), within: 1e-6 },
  { kind: 'MLflow folder, Keras', artifact: 'python/mlflow-networks/keras', ...dense(), within: 1e-6 },
  { kind: 'TensorFlow Lite `.tflite`', artifact: 'tensorflow/dense.tflite', ...dense(), within: 1e-6 },
  {
    kind: 'TensorFlow Lite, quantised to int8',
    artifact: 'tensorflow/dense-int8.tflite',
    ...dense(),
    // Scores come in steps of 1/256, and the layers before round as well.
    within: 0.02,
  },
]

export function pathOf(name: string): string {
  return join(MODELS, name)
}

/** The set's columns by name, as CSV. */
function csv(columns: Readonly<Record<string, readonly (string | number)[]>>): string {
  const lists = Object.values(columns)
  const rows = lists[0]!.map((_, row) => lists.map((list) => list[row]).join(','))
  return `${[Object.keys(columns).join(','), ...rows].join('\n')}\n`
}

function known<T>(name: string): T {
  return JSON.parse(readFileSync(pathOf(name), 'utf8')) as T
}

/** A pipeline over two numbers and a text. */
function churn(): Pick<ArtifactRow, 'twin' | 'task' | 'set' | 'columns' | 'within'> {
  const { age, income, region, predicted } = known<Record<string, number[]>>('python/cases.json')
  return {
    twin: 'python/churn.onnx',
    task: 'classification',
    set: csv({ age: age!, income: income!, region: region!, churned: predicted! }),
    columns: '{ label: churned, positive: "yes" }',
    within: 1e-5,
  }
}

function twoNumbers(): Pick<ArtifactRow, 'task' | 'set' | 'columns' | 'model'> {
  const { age, income, predicted } = known<Record<string, number[]>>('python/cases.json')
  return {
    task: 'classification',
    set: csv({ age: age!, income: income!, churned: predicted! }),
    columns: '{ label: churned, positive: "yes" }',
    model: 'labels: ["no", "yes"]',
  }
}

/** As for PyTorch, with the weights of the TensorFlow fixtures. */
function dense(): Pick<ArtifactRow, 'twin' | 'task' | 'set' | 'columns' | 'model'> {
  const { cases } = known<{ cases: number[] }>('tensorflow/dense.json')
  const column = (at: number): number[] => cases.filter((_, index) => index % 4 === at)
  const label = column(0).map((_, row) => 'abc'[row % 3]!)
  return {
    twin: 'tensorflow/dense.onnx',
    task: 'classification',
    set: csv({ f0: column(0), f1: column(1), f2: column(2), f3: column(3), label }),
    columns: '{ label: label }',
    model: 'labels: [a, b, c]',
  }
}

/** Two numbers, of which some are missing; any right answer does, as only the two models are compared. */
function boosted(
  twin: string,
  labels: readonly string[],
): Pick<ArtifactRow, 'twin' | 'task' | 'set' | 'columns' | 'within'> {
  const { age, income } = known<{ age: (number | null)[]; income: number[] }>('python/boosters.json')
  return {
    twin: `python/${twin}.onnx`,
    task: 'classification',
    set: csv({
      age: age.map((value) => value ?? ''),
      income,
      label: income.map((_, row) => labels[row % labels.length]!),
    }),
    columns: labels.length === 2 ? `{ label: label, positive: "${labels[1]}" }` : '{ label: label }',
    within: 1e-5,
  }
}

/** As above with a category, which the exporter cannot write in ONNX: see make_booster_twins.py. */
function mixed(
  twin: string,
  labels: readonly [string, string],
): Pick<ArtifactRow, 'twin' | 'twinIs' | 'task' | 'set' | 'columns' | 'model' | 'within'> {
  const { age, income, region } = known<{ age: (number | null)[]; income: number[]; region: string[] }>(
    'python/boosters.json',
  )
  return {
    twin: `python/${twin}.joblib`,
    twinIs: 'the same trees in a scikit-learn pipeline, as ONNX holds no such category',
    task: 'classification',
    set: csv({
      age: age.map((value) => value ?? ''),
      income,
      region,
      label: income.map((_, row) => labels[row % 2]!),
    }),
    columns: `{ label: label, positive: "${labels[1]}" }`,
    model: `labels: ["${labels.join('", "')}"]`,
    within: 1e-5,
  }
}

/** Words, a mask and two numbers: the plan says which columns go where. */
function reader(): Pick<ArtifactRow, 'twin' | 'task' | 'set' | 'columns' | 'model' | 'within'> {
  const { ids, mask, numbers } = known<Record<string, number[][]>>('python/torch-inputs.json')
  const columns = (name: string, rows: readonly (readonly number[])[]): [string, number[]][] =>
    rows[0]!.map((_, at) => [`${name}${at}`, rows.map((row) => row[at]!)])
  const parts = { ids: columns('t', ids!), mask: columns('m', mask!), numbers: columns('n', numbers!) }
  const inputs = Object.entries(parts).map(([name, list]) => `${name}: [${list.map(([column]) => column).join(', ')}]`)
  return {
    twin: 'python/torch-reader.onnx',
    task: 'classification',
    set: csv({
      ...Object.fromEntries(Object.values(parts).flat()),
      label: ids!.map((_, row) => 'abc'[row % 3]!),
    }),
    columns: '{ label: label }',
    model: `inputs: { ${inputs.join(', ')} }, output: probabilities, labels: [a, b, c]`,
    within: 1e-6,
  }
}

/** Four numbers in a row, three classes. */
function torch(): Pick<ArtifactRow, 'twin' | 'task' | 'set' | 'columns' | 'model' | 'within'> {
  const { cases } = known<{ cases: number[] }>('python/torch.json')
  const column = (at: number): number[] => cases.filter((_, index) => index % 4 === at)
  const label = column(0).map((_, row) => 'abc'[row % 3]!)
  return {
    twin: 'python/torch.onnx',
    task: 'classification',
    set: csv({ f0: column(0), f1: column(1), f2: column(2), f3: column(3), label }),
    columns: '{ label: label }',
    model: 'labels: [a, b, c]',
    within: 1e-6,
  }
}

/** Twenty numbers, three classes; any numbers do, as only the two models are compared. */
function perceptron(): Pick<ArtifactRow, 'task' | 'set' | 'columns' | 'model'> {
  const cases = Array.from({ length: 60 }, (_, row) => row)
  const features = Array.from({ length: 20 }, (_, at) => [
    `f${at}`,
    cases.map((row) => Math.sin(row * 20 + at).toFixed(4)),
  ])
  return {
    task: 'classification',
    set: csv({
      ...(Object.fromEntries(features) as Record<string, string[]>),
      label: cases.map((row) => 'abc'[row % 3]!),
    }),
    columns: '{ label: label }',
    model: 'labels: [a, b, c]',
  }
}
