import { Command, Option } from 'commander'
import type { Task } from '../core/task.js'
import { CASE_KINDS } from './cases/caseKinds.js'
import { language, several } from './commandOptions.js'
import { EXIT } from './exitCodes.js'
import { addRecordCommands } from './recordCommands.js'
import { packageVersion } from './version.js'

/*
 * Only commander is loaded here, so that `recette --help` answers at once; each command loads what it needs when it runs.
 */

const program = new Command('recette')
  .description(
    'Acceptance tests for AI models that change hands: replays stored sets through the old and the new model, and says whether the new one may take over.',
  )
  .version(packageVersion(), '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .option('--verbose', 'show where an error comes from, and at which margin each finding would be another')
  .showHelpAfterError('(recette --help shows how it is used)')
  .configureHelp({ sortSubcommands: false })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.pass : EXIT.usage))
  .addHelpText(
    'after',
    `
Examples:
  recette run recette.yaml --out reports/delivery-1
  recette run --old churn.onnx --new delivery/model.json --set test.csv --label churned
  recette init --old churn.onnx --new delivery/model.json --set test.csv --label churned
  recette inspect churn.onnx test.csv
  recette sign reports/delivery-1 --decision accepted --name "Claire Perrin" --key client.key

Exit codes: 0 pass, 1 fail, 2 usage or plan error, 3 inconclusive, 4 could not run.`,
  )

/** As in core/task.ts, which is not loaded only to print a help. */
const TASK_NAMES = ['classification', 'multilabel', 'regression', 'tensors'] as const satisfies readonly Task[]

/** May be given for each of several models. */
const trust = () =>
  new Option('--trust <sha256>', 'digest of a model that may execute code when it is loaded (a pickle)').argParser(
    several,
  )

const python = () =>
  new Option(
    '--python <interpreter>',
    'the Python that runs the models that need one (default: that of "recette setup python")',
  )
const despite = () =>
  new Option('--despite <names>', 'dangerous names that a trusted pickle may look up, separated by commas')

const sources = (command: Command): Command =>
  command
    .option(
      '--old <file>',
      'the old model: an artifact, recorded predictions (.csv, .ndjson, .parquet, .arrow), or an endpoint as PROTOCOL:URL#MODEL',
    )
    .option('--new <file>', 'the new model')
    .option('--set <file>', 'the stored test set: .csv, .ndjson, .parquet or .arrow')
    .option('--reference <file>', 'a sample of the training data, for drift')
    .option('--label <column>', 'the column with the right answer')
    .option(
      '--separator <text>',
      'task multilabel: what stands between two labels in the label column (without it: lists)',
    )
    .option(
      '--labels <columns>',
      'task multilabel: a column of 0 and 1 for each label, separated by commas; with --label, the order of its lists of 0 and 1',
    )
    .option('--id <column>', 'the column that identifies a case')
    .option('--positive <label>', 'the positive label of two')
    .addOption(trust())
    .addOption(python())
    .addOption(despite())
    .option('--preset <name>', 'what to ask of the new model: same-model, replacement, strict, interchangeable')
    .option('--segments <columns>', 'columns that cut the cases into segments, separated by commas')
    .option('--inputs-old <input=columns>', 'columns of an input of the old model, in order: x=age,income', several)
    .option('--inputs-new <input=columns>', 'the same for the new model', several)
    .option('--output-old <output>', 'the output of the old model to compare')
    .option('--output-new <output>', 'the same for the new model')
    .option('--labels-old <labels>', "labels in the order of the old model's scores, separated by commas")
    .option('--labels-new <labels>', 'the same for the new model')
    .option('--token-old <variable>', 'environment variable with the token of an old model that is called')
    .option('--token-new <variable>', 'the same for the new model')
    .addOption(new Option('--task <task>', 'what the models do').choices([...TASK_NAMES]))

sources(
  program
    .command('run')
    .description('replay the sets through both models, judge, and write the reports')
    .argument('[plan]', 'the plan (recette.yaml)'),
)
  .option('-o, --out <folder>', 'where result.json, report.html, junit.xml and summary.md go', 'recette-report')
  .option(
    '--answers <folder>',
    'where the answers of endpoints are kept and looked for (default: answers in the out folder)',
  )
  .option('--seal <file>', 'the seal of the criteria (default: beside the plan, recette.seal, if it is there)')
  .option('--causes', 'look for probable causes even when nothing failed badly')
  .option('-q, --quiet', 'print nothing but errors')
  .addOption(language())
  .addHelpText(
    'after',
    `
Without a plan one is inferred from the files, and what was inferred is said:
  recette run --old a.onnx --new b/model.json --set test.csv --label churned

Exit codes: 0 pass, 1 fail, 2 usage or plan error, 3 inconclusive, 4 could not run.`,
  )
  .action(async (plan, options) =>
    act((await import('./commands/run.js')).run(plan, { ...options, ...program.opts() })),
  )

sources(program.command('init').description('write a plan, with comments, inferred from the files'))
  .option('-o, --out <file>', 'the plan to write', 'recette.yaml')
  .option('--force', 'replace the plan if it exists')
  .addHelpText(
    'after',
    '\nExample:\n  recette init --old churn.onnx --new delivery/model.json --set test.csv --label churned',
  )
  .action(async (options) => act((await import('./commands/init.js')).init(options)))

program
  .command('inspect')
  .description('print what a model takes and gives, or what a set holds')
  .argument('<files...>', 'artifacts, sets, and endpoints as PROTOCOL:URL#MODEL')
  .option('--json', 'print JSON')
  .option('--token <variable>', 'environment variable with the token of an endpoint')
  .addOption(trust())
  .addOption(python())
  .addOption(despite())
  .option('--signature <name>', 'which signature of a TensorFlow model is meant, where it has several')
  .addHelpText(
    'after',
    '\nExamples:\n  recette inspect churn.onnx delivery/model.json test.csv\n  recette inspect oip-v2:https://models.example#churn --token OLD_AGENCY_TOKEN',
  )
  .action(async (files, options) => act((await import('./commands/inspect.js')).inspect(files, options)))

program
  .command('power')
  .description('say before a run what the stored cases can decide, criterion by criterion; new need not exist yet')
  .argument('<plan>', 'the plan (recette.yaml)')
  .option('--power <share>', 'the probability with which a criterion must be decided', '80 %')
  .option(
    '--discordance <share>',
    'in how many cases new will answer differently (default: a range, from the errors of old)',
  )
  .option(
    '--error-rate <share>',
    'do not ask old; take it to be wrong so often (a regression: off by that share of the spread)',
  )
  .option('--json', 'print JSON')
  .option('-q, --quiet', 'print nothing but errors')
  .addHelpText(
    'after',
    `
Old is replayed, or its recorded predictions are read, beside a stand-in that is exactly as good: in some of the cases it answers
as old does in other cases with the same truth. Where old cannot be asked (it is not there, or it is an endpoint) it is assumed
to be wrong in 10 % of the cases, or in --error-rate.

Examples:
  recette power recette.yaml
  recette power recette.yaml --power "90 %" --discordance "4 %"
  recette power recette.yaml --error-rate "8 %" --json

Exit codes: 0 every criterion can be decided, 3 one cannot, 2 usage or plan error, 4 it could not be told.`,
  )
  .action(async (plan, options) => act((await import('./commands/power.js')).power(plan, options)))

program
  .command('judge')
  .description('judge a result again with the criteria of a plan; no model is run')
  .argument('<result>', 'result.json of an earlier run')
  .requiredOption('-p, --plan <plan>', 'the plan with the criteria to judge by')
  .option('--seal <file>', 'the seal of the criteria (default: beside the plan, if it is there)')
  .option(
    '--record <file>',
    'a signed record of this result: criteria that it waives are waived, while its waivers last',
  )
  .option('-k, --key <file>', 'with --record: the public key of who may waive', several)
  .option('-o, --out <folder>', 'where the reports go; without it only the verdict is printed')
  .option('-q, --quiet', 'print nothing but errors')
  .addOption(language())
  .addHelpText(
    'after',
    '\nExample:\n  recette judge recette-report/result.json --plan recette.yaml --out recette-report/stricter',
  )
  .action(async (result, options) =>
    act((await import('./commands/judge.js')).judgeAgain(result, { ...options, ...program.opts() })),
  )

program
  .command('report')
  .description('render the reports of a result again')
  .argument('<result>', 'result.json of an earlier run')
  .option('-o, --out <folder>', 'where the reports go (default: beside the result)')
  .option('--against <result>', 'result.json of the delivery before: what changed since then stands first')
  .option(
    '--pdf',
    'print the report into a PDF for each of its languages, by a Chromium, Chrome or Edge of this machine',
  )
  .addOption(language())
  .addHelpText(
    'after',
    `
Examples:
  recette report recette-report/result.json --out for-the-client
  recette report second/result.json --against first/result.json
  recette report recette-report/result.json --pdf`,
  )
  .action(async (result, options) => act((await import('./commands/report.js')).report(result, options)))

program
  .command('cases')
  .description('list the single cases behind a number, for you alone: no report holds them')
  .argument('<result>', 'result.json of an earlier run')
  .requiredOption('-p, --plan <plan>', 'the plan of that run; it is replayed, as answers are not kept')
  .addOption(
    new Option('-k, --kind <kind>', 'lost: right before, wrong now; won: the reverse; changed; worst: the farthest off')
      .choices([...CASE_KINDS])
      .default('lost'),
  )
  .option('--set <name>', 'of one set only')
  .option('--slice <segment>', 'of one segment only, as in the report: region=Sud')
  .option('--most <number>', 'how many of the worst (default: 100)')
  .option(
    '-o, --out <folder>',
    'where the list goes; not the folder of the report, which is passed on',
    'recette-cases',
  )
  .option('--answers <folder>', 'where the answers of endpoints were kept (default: answers beside the result)')
  .option('-q, --quiet', 'print nothing but errors')
  .addHelpText(
    'after',
    `
The list holds identifiers: it is personal data, is named so, and only you can read it. A file beside it says what it is.

Examples:
  recette cases recette-report/result.json --plan recette.yaml
  recette cases recette-report/result.json --plan recette.yaml --kind worst --most 20 --slice region=Sud`,
  )
  .action(async (result, options) =>
    act((await import('./commands/cases.js')).cases(result, { ...options, ...program.opts() })),
  )

program
  .command('doctor')
  .description('say which runtimes work on this machine, and how to get the rest')
  .argument('[endpoints...]', 'servers to try, as PROTOCOL:URL#MODEL; no case is sent')
  .option('--json', 'print JSON')
  .option('--token <variable>', 'environment variable with the token of the endpoints')
  .action(async (endpoints, options) => act((await import('./commands/doctor.js')).doctor(endpoints, options)))

const setup = program.command('setup').description('get what a kind of model needs to be run')

setup
  .command('python')
  .description('make a Python environment with what the models of a plan need, at pinned versions')
  .argument('[files...]', 'plans and artifacts (default: recette.yaml)')
  .option('--python <interpreter>', 'the Python to make it with, 3.11 or newer')
  .option('-q, --quiet', 'print nothing but errors')
  .addHelpText(
    'after',
    `
The environment stands in your cache folder (RECETTE_CACHE names another). An interpreter that has the packages
already is used instead when the plan (python: PATH), --python or RECETTE_PYTHON names it.

Examples:
  recette setup python recette.yaml
  recette setup python handover/churn.joblib`,
  )
  .action(async (files, options) => act((await import('./commands/setupPython.js')).setupPythonFor(files, options)))

setup
  .command('tensorflow')
  .description('build native TensorFlow for Node, which runs SavedModels')
  .argument('[files...]', 'plans and artifacts: only if one of them is a SavedModel (default: in any case)')
  .option('-q, --quiet', 'print nothing but errors')
  .addHelpText(
    'after',
    `
It stands in your cache folder (RECETTE_CACHE names another; about 1.1 GB) and needs a C++ compiler, make and Python 3 with pip.
TensorFlow's library is taken out of its Python package, or from the folder that LIBTENSORFLOW_DIR names (with include/ and lib/).
Without it SavedModels are run by the Python host: recette setup python MODEL.

Example:
  recette setup tensorflow`,
  )
  .action(async (files, options) =>
    act((await import('./commands/setupTensorflow.js')).setupNativeTensorflow(files, options)),
  )

addRecordCommands(program, act)

async function act(exitCode: Promise<number>): Promise<void> {
  try {
    process.exitCode = await exitCode
  } catch (error) {
    const { printError } = await import('./printError.js')
    const { colorOn } = await import('./terminal.js')
    process.exitCode = printError(error, { verbose: program.opts().verbose === true, color: colorOn(process.stderr) })
  }
}

/** Reads the command line, runs the command, and leaves its exit code in `process.exitCode`. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  await program.parseAsync([...argv])
}
