import { describe, expect, it } from 'vitest'
import { CASES, csv, handover, model } from './noPlanFolder.js'

describe('models that give labels alone', () => {
  it('are judged by labels alone in a run without a plan', async () => {
    const { cli, result } = handover({
      'set.csv': csv(
        'id,p,q,r,kind',
        CASES,
        (i) => `${i},${Number(i % 3 === 0)},${Number(i % 3 === 1)},${Number(i % 3 === 2)},${['a', 'b', 'ç'][i % 3]}`,
      ),
    })
    const run = await cli(
      'run',
      '--old',
      model('label-text.onnx'),
      '--new',
      model('logits.onnx'),
      '--set',
      'set.csv',
      '--label',
      'kind',
    )
    expect(run.stderr).toContain('• a model gives labels without scores: only labels are judged')
    expect(run.code).toBe(0)
    expect(
      result()
        .findings.map(({ measure }) => measure)
        .sort(),
    ).toEqual(['accuracy', 'balancedAccuracy', 'coverage', 'negativeFlipRate'])
  })

  it('cannot be judged by what a plan’s author demands of scores: that could not run', async () => {
    const { cli } = handover({
      'set.csv': csv(
        'p,q,r,kind',
        CASES,
        (i) => `${Number(i % 3 === 0)},${Number(i % 3 === 1)},${Number(i % 3 === 2)},${['a', 'b', 'ç'][i % 3]}`,
      ),
      'recette.yaml': `recette: 1
task: classification
models:
  old: { artifact: "${model('label-text.onnx')}" }
  new: { artifact: "${model('logits.onnx')}", labels: [a, b, ç] }
sets: { test: set.csv }
columns: { label: kind }
preset: replacement
criteria: [{ measure: logLoss, maxDegradation: 10 % }]
`,
    })
    expect((await cli('run')).code).toBe(4)
  })
})
