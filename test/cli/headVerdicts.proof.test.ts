import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FIXTURES, messages, run, told, X } from './headPlans.js'

describe('models of several heads', () => {
  it('pass when every head does, whatever the outputs are called and the labels ordered; a case without one label is left out of that head alone', async () => {
    const set = readFileSync(join(FIXTURES, 'test.csv'), 'utf8').replace(/^(m1,.*?),(order),/m, '$1,,')
    const done = await run(messages('new.onnx').replace('{ id: id }', '{ id: id, missingLabels: exclude }'), {
      'test.csv': set,
    })
    expect(done.code, done.stderr + done.stdout).toBe(0)
    expect(told(done.result().findings)).toEqual([
      'accuracy intent pass',
      'coverage intent pass',
      'accuracy urgency pass',
      'coverage urgency pass',
    ])
    const heads = done.result().heads!
    expect(heads.map(({ name, label, outputs }) => [name, label, outputs.old!.output, outputs.new!.output])).toEqual([
      ['intent', 'intent_label', 'intent', 'topic_scores'],
      ['urgency', 'urgency_label', 'urgency', 'priority_scores'],
    ])
    expect(heads.map(({ sets }) => sets['test']!.compared)).toEqual([239, 240])
    expect(done.result().sets['test']!.compared).toBe(239)
  })

  it('fail when one head does, and every report names the head', async () => {
    const done = await run(messages('worse.onnx'))
    expect(done.code).toBe(1)
    expect(told(done.result().findings)).toEqual([
      'accuracy intent pass',
      'coverage intent pass',
      'accuracy urgency fail',
      'coverage urgency pass',
    ])
    expect(done.stdout).toContain('✖ Accuracy (head “urgency”)')
    expect(done.stdout).toContain('Head “intent”: Of the 240 cases compared, the old model gets 216 right')
    expect(done.file('junit.xml')).toMatch(
      /<testcase classname="accuracy" name="accuracy \(head “urgency”\)[^>]*>\s*<failure/,
    )
    expect(done.file('summary.md')).toContain('tête «\u00A0urgency\u00A0»')
    const html = done.file('report.html')
    // Not the whole report in a failure's message.
    const missing = [
      /<h4>Tête «\s?urgency\s?» \(240\scas comparés\)/,
      /<h4>Head “urgency” \(240\scases compared\)/,
      /Ce à quoi les modèles répondent/,
      /Tête «\s?urgency\s?»\s: Sur les 240/,
    ].filter((wanted) => !wanted.test(html))
    expect(missing).toEqual([])
  })

  it('may have a criterion on one head alone, its own labels, and values beside classes, each with its unit', async () => {
    const plan = `recette: 1
task: regression
models:
  old: { artifact: values.onnx, ${X} }
  new: { artifact: late.onnx, ${X} }
sets: { test: test.csv }
columns: { id: id }
heads:
  price: { label: price_eur, targetUnit: EUR }
  days: { label: days, targetUnit: days }
criteria:
  - { measure: mae, head: price, maxDegradation: 0.01 EUR }
  - { measure: mae, head: days, maxDegradation: 1 days }
report: { languages: [en] }
`
    const done = await run(plan)
    expect(done.code, done.stdout).toBe(1)
    expect(told(done.result().findings)).toEqual(['mae price pass', 'mae days fail'])
    // The new model says three days more for every case, and old is right to the last digit of the table.
    expect(done.result().findings[1]!.value).toBeCloseTo(3, 3)
    // Not "in another unit": a factor would bring it nearer too, but not as near.
    expect(done.result().causes!.map(({ cause, head, values }) => [cause, head, values['change']])).toEqual([
      ['output-shift', 'days', '− 3'],
    ])
    const facts = done.stdout.replaceAll(/\s+/g, ' ')
    expect(facts).toContain('Head “days”: The mean absolute error was 0.000 days and is now 3.000 days')
    expect(facts).toContain('Head “price”: The mean absolute error was 0.1000 EUR and is now 0.1000 EUR')
  })

  it('can be recorded predictions on one side, whose columns are named head by head', async () => {
    const rows = readFileSync(join(FIXTURES, 'test.csv'), 'utf8').trim().split('\n').slice(1)
    const recorded = ['id,said_intent,said_urgency'].concat(
      rows.map((row) => {
        const cells = row.split(',')
        return [cells[0], cells[6], cells[7]].join(',')
      }),
    )
    const plan = messages('new.onnx')
      .replace(`{ artifact: old.onnx, ${X} }`, '{ predictions: recorded.csv }')
      .replace('old: { labels: [order, invoice, return, complaint, other] }', 'old: { predicted: said_intent }')
      .replace('old: { labels: [low, normal, high] }', 'old: { predicted: said_urgency }')
      .replace('5 points', '20 points')
    const done = await run(plan, { 'recorded.csv': recorded.join('\n') })
    expect(done.code, done.stderr + done.stdout).toBe(0)
    // What was recorded is the label itself: right in all cases, where new is in nine of ten.
    const accuracy = done.result().estimates.filter(({ measure, of }) => measure === 'accuracy' && of === 'old')
    expect(accuracy.map(({ options, value }) => [options.head, value])).toEqual([
      ['intent', 1],
      ['urgency', 1],
    ])
  })

  it('have every mistake of their plan told at once', async () => {
    const plan = messages('new.onnx', '  - { measure: f1, class: high, head: urgncy, maxDegradation: 1 point }\n')
      .replace('columns: { id: id }', 'columns: { id: id, label: intent_label }')
      .replace(`new.onnx, ${X}`, `new.onnx, ${X}, output: topic_scores`)
      .replace('    label: urgency_label\n', '    score: urgency\n')
    const done = await run(plan)
    expect(done.code).toBe(2)
    expect(done.stderr).toContain('"urgncy" is not one of the heads of the plan. Did you mean "urgency"?')
    expect(done.stderr).toContain('columns.label is about one answer of the models, but the plan has several heads.')
    expect(done.stderr).toContain('models.new.output is about one answer of the models')
    expect(done.stderr).toContain('heads.urgency')
  })

  it('refuse a head of which nothing is demanded, and one whose labels nobody names', async () => {
    const silent = await run(messages('new.onnx').replaceAll('{ measure: ', '{ head: intent, measure: '))
    expect(silent.code).toBe(2)
    expect(silent.stderr).toContain('Nothing is demanded of the head "urgency"')
    const nameless = await run(messages('new.onnx').replace(', labels: [low, normal, high]', ''))
    expect(nameless.code).toBe(2)
    expect(nameless.stderr).toContain('Head "urgency": ')
    expect(nameless.stderr).toContain('heads.urgency.new.labels')
  })
})
