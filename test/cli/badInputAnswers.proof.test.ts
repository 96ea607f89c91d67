import { describe, expect, it } from 'vitest'
import {
  expectCouldNotRun,
  expectRefusal,
  layHandover,
  PLAN,
  readResult,
  REGRESSION,
  REPORT_FILES,
  snapshot,
  testSet,
  testSetWith,
  type Handover,
} from './handover.js'
import { hostsOf, ticksOf, until } from './processTree.js'
import { startCli } from './runCli.js'

const linux = process.platform === 'linux'
const LEAVE_OUT =
  'Every recorded prediction must be a finite number; leave out the row if the model gave no answer, and coverage will count it.'

describe('an answer that is not a finite number', () => {
  const regression = (set: string): Promise<Handover> =>
    layHandover({ plan: REGRESSION('log.onnx'), models: ['log.onnx'], files: { 'test.csv': set } })

  it('is told with the model, the row, and the line of the set: NaN', async () => {
    // The logarithm of a negative number.
    const handover = await regression(testSetWith(43, (line) => line.replace(/^c42,[^,]*/, 'c42,-1')))
    await expectCouldNotRun(
      handover,
      `✖ old (onnx): output "y" is NaN for row 42 of the set (row 42 of its batch).
→ Look at this case in the set: a missing or extreme value may be one that the model was not made for.
  at test.csv:43`,
    )
  })

  it('is told with the model, the row, and the line of the set: infinity', async () => {
    const handover = await regression(testSetWith(43, (line) => line.replace(/^c42,[^,]*/, 'c42,0')))
    const result = await expectCouldNotRun(handover, /^✖ old \(onnx\): output "y" is -Infinity for row 42 of the set/)
    expect(result.problems[0]).toMatchObject({ of: 'old', set: 'test', at: 'test.csv:43' })
  })
})

describe('a host that fails', () => {
  const LOOP = REGRESSION('endless.onnx')

  it.runIf(linux)(
    'by a crash in the middle of its work is told with the signal, and the run ends in order',
    async () => {
      const handover = await layHandover({ plan: LOOP, models: ['log.onnx', 'endless.onnx'] })
      const before = snapshot(handover.folder)
      const cli = startCli(['run', 'recette.yaml', '--out', 'report'], handover.folder)
      // Two hosts; the one that is caught in its loop burns its core.
      let busy: number | undefined
      await until('a host works', () => (busy = hostsOf(cli.pid).find((pid) => ticksOf(pid) > 60)) !== undefined)
      process.kill(busy!, 'SIGSEGV')
      const run = await cli.ended
      expect(run.stderr)
        .toBe(`✖ new (onnx): the host process ended by signal SIGSEGV while answering a batch of 120 cases.
→ The artifact or its runtime crashed. Try the same cases in the runtime that the artifact was made with.`)
      expect(run.code).toBe(4)
      expect(readResult(handover.path('report/could-not-run')).problems[0]).toMatchObject({
        of: 'new',
        code: 'MODEL_CRASHED',
      })
      expect(snapshot(handover.folder)).toMatchObject(before)
    },
  )

  it('by not answering in time is stopped, and the limit is named', async () => {
    const handover = await layHandover({
      plan: LOOP.replace('endless.onnx,', 'endless.onnx, timeout: 2 s,'),
      models: ['log.onnx', 'endless.onnx'],
    })
    await expectCouldNotRun(
      handover,
      `✖ new (onnx): no answer within 2 s while answering a batch of 120 cases; the host was stopped.
→ If the model is slow, raise its time limit in the plan (e.g. timeout: 5 min, beside the artifact); otherwise it is caught in an endless loop.`,
    )
  })

  it.runIf(linux)('by taking more memory than it may is stopped, and both numbers are named', async () => {
    const handover = await layHandover({
      plan: REGRESSION('hoarder.onnx').replace('hoarder.onnx,', 'hoarder.onnx, memory: 300 MiB,'),
      models: ['log.onnx', 'hoarder.onnx'],
    })
    await expectCouldNotRun(
      handover,
      /^✖ new \(onnx\): the host held (3\d\d|[4-9]\d\d|\d{4}) MiB of memory while .*, more than its limit of 300 MiB; it was stopped\.\n→ .*memory: 8 GiB, beside the artifact\)\.$/,
    )
  })
})

describe('recorded predictions', () => {
  const RECORDED = PLAN.replace(/new: \{.*\}/, 'new: { predictions: answers.csv, id: case, score: p_yes }')
  /** The score of every case, surer than chance. */
  const answers = testSet()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([id, age, income]) => `${id},${Number(age) > Number(income) ? 0.8 : 0.2}`)
  const recorded = (lines: readonly string[], plan = RECORDED): Promise<Handover> =>
    layHandover({ plan, files: { 'answers.csv': `case,p_yes\n${lines.join('\n')}\n` } })
  const changed = (index: number, line: string): string[] => answers.map((old, i) => (i === index ? line : old))

  it.each([
    ['nan', 'no number'],
    ['', 'no number'],
    ['inf', 'Infinity'],
    ['-1e999', '-Infinity'],
  ])('with "%s" for a score are told the line', async (text, found) => {
    await expectCouldNotRun(
      await recorded(changed(41, `c42,${text}`)),
      `✖ answers.csv:43: column "p_yes" holds ${found}.\n→ ${LEAVE_OUT}`,
    )
  })

  it('beyond 1 are told the line: a logit, or a percentage', async () => {
    await expectCouldNotRun(
      await recorded(changed(41, 'c42,80')),
      `✖ answers.csv:43: column "p_yes" is 80, expected a probability between 0 and 1.
→ Record probabilities, not logits or percentages.`,
    )
  })

  it('that answer a case twice are told both lines', async () => {
    await expectCouldNotRun(
      await recorded([...answers, 'c42,0.5']),
      `✖ answers.csv:43 and answers.csv:122 both have the id "c42" in column "case".
→ Each case must stand once: remove the copy, or name a column that tells the cases apart in columns.id.
  at answers.csv:122`,
    )
  })

  it('that lack cases are a failure of coverage where the plan asks for it, and the cases are counted', async () => {
    const handover = await recorded(answers.slice(21))
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(1)
    const result = readResult(handover.out)
    expect(result.sets['test']).toMatchObject({
      rows: 120,
      compared: 99,
      excluded: [{ reason: 'no answer from new', count: 21 }],
    })
    expect(result.findings.find(({ measure }) => measure === 'coverage')).toMatchObject({
      status: 'fail',
      value: 99 / 120,
    })
  })

  it('that lack cases cannot be judged where the plan does not say how many may', async () => {
    const plan = RECORDED.replace(/ {2}- \{ measure: coverage.*\n/, '')
    const result = await expectCouldNotRun(
      await recorded(answers.slice(21), plan),
      `✖ test.csv: 21 of 120 cases were not answered by both models (21 with no answer from new).
→ Complete the predictions, or add a criterion on coverage (e.g. \`{ measure: coverage, atLeast: 99 % }\`) so that the plan says how many may be missing.`,
    )
    expect(result.sets['test']!.compared).toBe(0)
  })

  it('that know none of the ids are told what theirs look like', async () => {
    await expectCouldNotRun(
      await recorded(answers.map((line) => line.replace('c', 'case-'))),
      `✖ new: none of the 120 cases of test.csv has a recorded prediction in answers.csv (its ids look like "case-1").
→ Name the columns that hold the same ids: columns.id for the set, models.new.id for the recording.`,
    )
  })

  it('whose columns are not there are refused, all at once', async () => {
    await expectRefusal(
      await recorded(answers, RECORDED.replace('id: case', 'id: csae').replace('p_yes', 'p_yse')),
      `✖ answers.csv has no column "csae", which the plan names in models.new.id. Did you mean "case"?
→ Its columns are: case, p_yes.
✖ answers.csv has no column "p_yse", which the plan names in models.new.score. Did you mean "p_yes"?
→ Its columns are: case, p_yes.`,
    )
  })

  it('in another order than the set are joined by id', async () => {
    const handover = await recorded(answers.toReversed())
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    expect(Object.keys(snapshot(handover.out))).toEqual(REPORT_FILES)
    expect(readResult(handover.out).sets['test']!.compared).toBe(120)
  })
})
