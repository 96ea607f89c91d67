import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { runCli, temporaryFolder } from './runCli.js'

async function runExample(
  name: string,
): Promise<{ code: number; stdout: string; stderr: string; result: Result; out: string }> {
  const out = temporaryFolder()
  const run = await runCli(['run', `harness/examples/${name}/recette.yaml`, '--out', out])
  const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
  return { ...run, result, out }
}

describe('the example handovers', () => {
  const expected = [
    ['same-model', 0, 'pass'],
    ['replacement', 0, 'pass'],
    ['worse', 1, 'fail'],
    ['too-small', 3, 'inconclusive'],
    ['label-order', 0, 'pass'],
    ['regression', 0, 'pass'],
  ] as const

  for (const [name, code, status] of expected) {
    it(`${name}: exits with ${code} and says ${status}`, async () => {
      const { code: found, stdout, stderr, result, out } = await runExample(name)
      expect(found, `${stdout}\n${stderr}`).toBe(code)
      expect(result.verdict.status).toBe(status)
      expect(result.problems).toEqual([])
      const tested = Object.values(result.sets).filter(({ role }) => role === 'test')
      expect(tested.map(({ compared }) => compared)).toEqual(tested.map(({ rows }) => rows))
      expect(stderr).toBe('')
      const html = readFileSync(join(out, 'report.html'), 'utf8')
      expect(html.length).toBeLessThan(1_500_000)
    })
  }

  it('replacement: the new model is as good, and yet individual answers change both ways', async () => {
    const { result } = await runExample('replacement')
    const rates = ['negativeFlipRate', 'positiveFlipRate'].map(
      (measure) => result.estimates.find((estimate) => estimate.measure === measure && estimate.slice === null)!.value!,
    )
    expect(rates[0]).toBeGreaterThan(0.001)
    expect(rates[1]).toBeGreaterThan(0.001)
    expect(new Set([result.models.old!.format, result.models.new!.format]).size).toBe(2)
  })

  it('gives the same result document twice, byte for byte, but for the environment', async () => {
    const [first, second] = [await runExample('replacement'), await runExample('replacement')]
    const bytes = ({ environment, ...rest }: Result): string => (
      expect(environment.cores).toBeGreaterThan(0),
      JSON.stringify(rest)
    )
    expect(bytes(second.result)).toBe(bytes(first.result))
  })
})
