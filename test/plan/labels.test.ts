import { describe, expect, it } from 'vitest'
import { loadText, problemsOf, smallPlan } from './refusals.js'

const labelled = (...lines: string[]): string =>
  smallPlan(...lines)
    .replace('churn.onnx }', 'churn.onnx, labels: ["0", "1"] }')
    .replace('saved_model }', 'saved_model, labels: [non, oui, peut-etre] }')

const MAP = ['labels:', '  "no": { old: "0", new: non }', '  1: { new: [oui] }', '  maybe: { old: [], new: peut-etre }']

describe('the labels map of a plan', () => {
  it('keeps texts as they are written; what an entry does not say is left open, and an empty list is said', async () => {
    const { plan } = await loadText(labelled(...MAP))
    expect(plan.labels).toEqual([
      // JavaScript puts keys that are whole numbers first; the order of the map means nothing.
      { label: '1', new: ['oui'] },
      { label: 'no', old: ['0'], new: ['non'] },
      { label: 'maybe', old: [], new: ['peut-etre'] },
    ])
  })

  it('gives the names by which the positive label and classes are asked for', async () => {
    const asking = (name: string): string =>
      labelled(...MAP, 'criteria:', `  - { measure: recall, class: ${name}, maxDegradation: 1 point }`)
    await loadText(asking('maybe'))
    expect(await problemsOf(loadText(asking('non')))).toEqual([
      '11:31 PLAN_UNKNOWN_LABEL "non" is not one of the labels that the models declare. Did you mean "no"?',
    ])
  })

  it('does not let one label count as two', async () => {
    expect(await problemsOf(loadText(labelled('labels:', '  a: { old: "0" }', '  b: { old: ["0", "0"] }')))).toEqual([
      '8:13 PLAN_REPEATED_NAME The label "0" of old counts as "a" and as "b".',
      '8:13 PLAN_REPEATED_NAME The label "0" stands twice in labels.b.old.',
    ])
    expect(await problemsOf(loadText(labelled('labels:', '  a: { old: b }', '  b: {}')))).toEqual([
      '8:6 PLAN_REPEATED_NAME The label "b" of old counts as "a" and as "b".',
    ])
  })

  it('belongs to a classification, and its entries are maps', async () => {
    expect(
      await problemsOf(loadText(labelled(...MAP).replace('task: classification', 'task: regression'))),
    ).toContainEqual(expect.stringContaining('labels says which labels correspond, but the task is regression.'))
    expect(await problemsOf(loadText(labelled('labels: { "no": "0" }')))).toEqual([
      '6:17 PLAN_WRONG_VALUE labels.no is "0", but must be a map with the keys old, new and set.',
    ])
  })
})

describe('a criterion on labels that one model cannot say', () => {
  const asking = (criterion: string, map = MAP): string => labelled(...map, 'criteria:', `  - { ${criterion} }`)

  it('bounds what new makes of labels that old cannot say', async () => {
    const { plan } = await loadText(asking('measure: accuracy, by: labels-old-cannot-say, atLeast: 80 %'))
    expect(plan.criteria[0]).toMatchObject({ by: 'labels-old-cannot-say', demand: { kind: 'atLeast' } })
  })

  it.each([
    ['measure: accuracy, by: labels-old-cannot-say, maxDegradation: 1 point', 'which is never right there'],
    ['measure: recall, by: labels-old-cannot-say, atLeast: 80 %', 'of such cases only the accuracy is measured'],
    [
      'measure: accuracy, by: labels-new-cannot-say, maxDegradation: 1 point',
      'is about labels that new cannot say, but no entry of labels says so',
    ],
  ])('is refused where it could only pass, or say nothing: %s', async (criterion, why) => {
    expect(await problemsOf(loadText(asking(criterion)))).toEqual([expect.stringContaining(why)])
  })

  it('bounds what is lost with labels that new cannot say, and nothing else', async () => {
    const map = [...MAP.slice(0, 3), '  peut-etre: {}', '  gone: { old: [], new: [] }']
    await loadText(asking('measure: accuracy, by: labels-new-cannot-say, maxDegradation: 1 point', map))
    expect(
      await problemsOf(loadText(asking('measure: accuracy, by: labels-new-cannot-say, atLeast: 10 %', map))),
    ).toEqual([expect.stringContaining('is about the new model, which is never right there')])
  })
})
