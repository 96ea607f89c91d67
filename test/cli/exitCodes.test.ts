import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { layHandover, PLAN, readResult } from './handover.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

/** 110 of 120 answers are right on both sides, and none differs between the two. */
const criterion = (text: string): string => PLAN.replace('{ measure: accuracy, maxDegradation: 5 points }', text)

const AGREEMENT = '\n  - { measure: agreement, atLeast: 90 % }'

describe('the exit code', () => {
  it.each([
    [0, 'pass', '{ measure: accuracy, maxDegradation: 5 points }'],
    [1, 'fail', '{ measure: accuracy, atLeast: 99 % }'],
    [3, 'inconclusive', '{ measure: accuracy, maxDegradation: 1 point }'],
    [0, 'pass', '{ measure: accuracy, maxDegradation: 0 points, basis: fixed }'],
    [0, 'pass', `{ measure: accuracy, atLeast: 99 %, level: warn }${AGREEMENT}`],
    [0, 'pass', `{ measure: accuracy, atLeast: 99 %, waived: agreed on the phone with the client }${AGREEMENT}`],
    // Besides coverage, which every plan here demands, nothing that counts: that is no acceptance of a model.
    [4, 'could-not-run', '{ measure: accuracy, atLeast: 80 %, level: warn }'],
    [4, 'could-not-run', '{ measure: accuracy, atLeast: 80 %, waived: agreed on the phone with the client }'],
    // Fewer cases than the plan holds for enough.
    [3, 'inconclusive', '{ measure: accuracy, maxDegradation: 5 points, minCases: 1000 }'],
  ])('is %i (%s) for %s', async (code, status, text) => {
    const handover = await layHandover({ plan: criterion(text), earlier: false })
    const run = await handover.run()
    expect(run.code, run.stdout + run.stderr).toBe(code)
    expect(run.stderr).toBe('')
    expect(readResult(handover.out).verdict.status).toBe(status)
  })

  it('is 2 when the plan is wrong, and 4 when a set is: see the stories of bad input', async () => {
    const handover = await layHandover({ plan: criterion('{ measure: acuracy, atLeast: 1 }'), earlier: false })
    expect((await handover.run()).code).toBe(2)
    writeFileSync(handover.path('recette.yaml'), PLAN)
    writeFileSync(handover.path('test.csv'), '')
    expect((await handover.run()).code).toBe(4)
  })

  it('is that of the failure where some criteria fail and others are open', async () => {
    const handover = await layHandover({
      plan: criterion('{ measure: accuracy, maxDegradation: 1 point }\n  - { measure: f1, atLeast: 99 % }'),
      earlier: false,
    })
    expect((await handover.run()).code).toBe(1)
    expect(
      readResult(handover.out)
        .findings.map(({ status }) => status)
        .sort(),
    ).toEqual(['fail', 'inconclusive', 'pass'])
  })

  it('is that of the speed where the data pass and a limit on time fails', async () => {
    const handover = await layHandover({
      plan: PLAN.replace('report:', '  - { measure: latencyP95, atMost: 0.000001 }\nreport:'),
      earlier: false,
    })
    expect((await handover.run()).code).toBe(1)
    const result = readResult(handover.out)
    expect([result.verdict.status, result.environment.verdict?.status]).toEqual(['pass', 'fail'])
  })

  it('is not changed by --quiet, nor by a reader who closes the pipe', async () => {
    const handover = await layHandover({ plan: criterion('{ measure: accuracy, atLeast: 99 % }'), earlier: false })
    const quiet = await handover.run('run', 'recette.yaml', '--out', 'report', '--quiet')
    expect(quiet).toEqual({ code: 1, stdout: '', stderr: '' })
    const command = `node ${join(ROOT, 'dist/cli/main.js')} judge report/result.json --plan recette.yaml | true; exit \${PIPESTATUS[0]}`
    const piped = await execa('bash', ['-c', command], { cwd: handover.folder, reject: false })
    expect(piped.exitCode, piped.stderr).toBe(1)
    expect(piped.stderr).toBe('')
  })
})

describe('an installation that is broken', () => {
  it('exits with 4, could not run, for Node’s own 1 would read as a verdict', async () => {
    // The program without the packages that it stands on.
    const folder = temporaryFolder()
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true })
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
    const start = (): Promise<{ exitCode?: number | undefined; stderr: string }> =>
      execa(process.execPath, [join(folder, 'dist/cli/main.js'), 'run', 'recette.yaml'], { cwd: folder, reject: false })
    const bare = await start()
    expect(bare.stderr).toMatch(
      /^✖ Recette itself failed: Cannot find package 'commander'.*\n→ Nothing was judged\. .*npm ci/,
    )
    expect(bare.exitCode).toBe(4)

    // With the first package there and the next one missing, it is a later stage that breaks.
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(join(ROOT, 'node_modules/commander'), join(folder, 'node_modules/commander'))
    const later = await start()
    expect(later.stderr).toMatch(/Cannot find package/)
    expect(later.exitCode).toBe(4)
    expect(readdirSync(folder).sort()).toEqual(['dist', 'node_modules', 'package.json'])
  })
})

describe.runIf(process.platform === 'linux')('a folder in which nothing can be made', () => {
  it('is refused at once, where a recursive mkdir would try for ever', async () => {
    const run = await runCli(['run', 'harness/examples/label-order/recette.yaml', '--out', '/proc/recette/report'])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(
      'The reports cannot be written into /proc/recette/report: nothing can be written in /proc',
    )
  })
})
