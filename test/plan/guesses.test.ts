import { describe, expect, it } from 'vitest'
import type { Field } from '../../src/core/batch.js'
import { columnWords } from '../../src/plan/columnWords.js'
import { draftPlan, type DraftFacts } from '../../src/plan/draftPlan.js'
import { idCandidates } from '../../src/plan/guessId.js'
import { sortLabels } from '../../src/core/plainLabel.js'
import { matchLabels } from '../../src/plan/matchLabels.js'
import { loadText, PLANS } from './refusals.js'

const field = (name: string, type: Field['type'] = 'utf8'): Field => ({
  name,
  kind: type === 'utf8' || type === 'date32' ? 'text' : 'number',
  type,
})

const file = (shown: string) => ({ path: `${PLANS}/${shown}`, shown })

const artifact = (labels?: readonly string[]) => ({
  file: file('handover/churn.onnx'),
  format: 'onnx',
  signature: {
    inputs: [{ name: 'X', dtype: 'float32', shape: [null, 2] } as const],
    outputs: [{ name: 'probabilities', dtype: 'float32', shape: [null, 2] } as const],
    ...(labels === undefined ? {} : { labels }),
  },
})

describe('the words of a column’s name', () => {
  it.each([
    ['customerId', ['customer', 'id']],
    ['Customer ID', ['customer', 'id']],
    ['Identifiant du client', ['identifiant', 'du', 'client']],
    ['prix_prédit (€)', ['prix', 'predit']],
    ['P(churn)', ['p', 'churn']],
    ['😀', []],
  ])('of %s', (name, words) => {
    expect(columnWords(name)).toEqual(words)
  })
})

describe('an identifier', () => {
  it.each([
    'id',
    'ID',
    'customer_id',
    'Customer ID',
    'customerId',
    'Identifiant client',
    'Numéro',
    'ref',
    'Unnamed: 0',
  ])('is recognised as %s', (name) => {
    expect(idCandidates([field('age', 'int64'), field(name, 'int64')])).toEqual([name])
  })

  it.each([
    ['a word that only holds the letters', field('humidity', 'int64')],
    ['fractions', field('paid', 'float64')],
    ['fractions under the name of an id', field('grid id', 'float64')],
    ['a date', field('date_id', 'date32')],
  ])('is not %s', (_, other) => {
    expect(idCandidates([other])).toEqual([])
  })

  it('called just that comes before those named after something, and those before a nameless index', () => {
    const fields = [field('column1', 'int64'), field('shop_id'), field('id', 'int64')]
    expect(idCandidates(fields)).toEqual(['id', 'shop_id', 'column1'])
  })

  it('has no heading only in the first column, where pandas writes its index', () => {
    expect(idCandidates([field('age', 'int64'), field('column1', 'int64')])).toEqual([])
  })
})

describe('the labels of an artifact', () => {
  it('need no guess when the set has one of them', () => {
    expect(matchLabels(['0', '1', '2'], ['0', '1'])).toBeNull()
  })

  it.each([
    [
      ['0', '1'],
      ['false', 'true'],
      ['false', 'true'],
    ],
    [
      ['1', '0'],
      ['false', 'true'],
      ['true', 'false'],
    ],
    [
      ['True', 'False'],
      ['false', 'true'],
      ['true', 'false'],
    ],
    [
      ['1.0', '2.0'],
      ['1', '2'],
      ['1', '2'],
    ],
    [
      ['NO', 'YES'],
      ['no', 'yes'],
      ['no', 'yes'],
    ],
  ])('%j are those of the set %j, written in another way', (own, set, labels) => {
    expect(matchLabels(own, set)?.labels).toEqual(labels)
  })

  it('that are the places of an encoder stand for the labels of the set in sorted order, which is said', () => {
    expect(matchLabels(['0', '1', '2'], ['c', 'a', 'b'])).toEqual({
      labels: ['a', 'b', 'c'],
      why: 'guessed: the artifact has 0, 1, 2, taken for the labels of the set in sorted order',
    })
  })

  it.each([
    [
      ['1', '2'],
      ['a', 'b'],
    ],
    [
      ['0', '1', '2'],
      ['a', 'b'],
    ],
    [
      ['x', 'y'],
      ['a', 'b'],
    ],
    // Both would be "no".
    [
      ['NO', 'No'],
      ['no', 'yes'],
    ],
  ])('%j are not taken for %j', (own, set) => {
    expect(matchLabels(own, set)).toBeNull()
  })

  it('are sorted as numbers before they are sorted as text', () => {
    expect(sortLabels(['10', '9', '2'])).toEqual(['2', '9', '10'])
    expect(sortLabels(['b', 'B', 'a'])).toEqual(['B', 'a', 'b'])
  })
})

describe('a drafted plan', () => {
  const facts = (more: Partial<DraftFacts>): DraftFacts => ({
    directory: PLANS,
    old: artifact(['0', '1']),
    new: artifact(),
    sets: [
      {
        name: 'test',
        role: 'test',
        file: file('datasets/churn/test.csv'),
        fields: [field('house_id', 'int64'), field('age', 'int64'), field('since', 'date32'), field('churned')],
      },
    ],
    label: 'churned',
    labelValues: ['false', 'true'],
    ...more,
  })

  it('writes down what an artifact’s labels were taken for, and loads', async () => {
    const { yaml, notes } = draftPlan(facts({}))
    const { plan } = await loadText(yaml)
    expect(plan.models.old.labels).toEqual(['false', 'true'])
    expect(plan.models.new.labels).toBeUndefined()
    expect(notes).toContain('labels of old: false, true (guessed: the artifact writes 0, 1)')
  })

  it('does not take an id whose values repeat, and says why', () => {
    const { yaml, notes } = draftPlan(facts({ repeating: ['house_id'] }))
    expect(yaml).not.toMatch(/^ {2}id:/m)
    expect(notes).toContain('no id column: cases are known by their row number (house_id repeats its values)')
  })

  it('shows how to map an input that is called after no column, and proposes no date as a segment', () => {
    const { yaml } = draftPlan(facts({}))
    expect(yaml).toContain('# inputs: { X: [age] }')
    expect(yaml).not.toContain('# segments')
  })
})
