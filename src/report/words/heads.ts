import type { Finding, HeadRecord, ModelRecord, OutputMapping, Result } from '../../core/result.js'
import type { Voice } from '../voice.js'

/** One answer of the models as a result of its own; `name` is null where they have no several. */
export interface HeadResult {
  readonly name: string | null
  readonly result: Result
}

/** The result head by head, or as it is: what speaks of labels, cases or units speaks of one head. */
export function headResults(result: Result): readonly HeadResult[] {
  return (
    result.heads?.map((head) => ({ name: head.name, result: resultOfHead(result, head) })) ?? [{ name: null, result }]
  )
}

/** What a finding or estimate belongs to. */
export function resultOf(result: Result, { options: { head } }: Pick<Finding, 'options'>): Result {
  const found = result.heads?.find(({ name }) => name === head)
  return found === undefined ? result : resultOfHead(result, found)
}

export function targetUnitOf({ heads, targetUnit }: Result, options: Finding['options'] = {}): string | null {
  return heads?.find(({ name }) => name === options.head)?.targetUnit ?? targetUnit
}

/** « Tête « intent » : … » before a sentence that is about one head. */
export function inHead(voice: Voice, name: string | null, sentence: string): string {
  return name === null ? sentence : voice.say('head.about', { head: name, sentence })
}

/** As if the models had this head alone; what is about the set's columns or the machine belongs to every head. */
function resultOfHead(result: Result, head: HeadRecord): Result {
  const { heads: _, ...rest } = result
  const own = <Of extends { options: Finding['options'] }>(all: readonly Of[]): Of[] =>
    all.flatMap((one) => {
      const { head: name, ...options } = one.options
      return name === undefined || name === head.name ? [{ ...one, options }] : []
    })
  const { old, new: newer } = result.models
  return {
    ...rest,
    targetUnit: head.targetUnit,
    labels: head.labels,
    noiseFloor: head.noiseFloor,
    models: { old: modelOf(old, head.outputs.old), new: modelOf(newer, head.outputs.new) },
    criteria: own(result.criteria),
    findings: own(result.findings),
    estimates: own(result.estimates),
    evidence: result.evidence.filter((evidence) => evidence.head === head.name),
    operatingEffects: result.operatingEffects?.filter((effect) => effect.head === head.name),
    heterogeneity: result.heterogeneity?.filter((one) => one.head === head.name),
    sliceSearch: result.sliceSearch?.filter((search) => search.head === head.name),
    tests: testsOfHead(result.tests, head.name),
    causes: result.causes?.filter((cause) => cause.head === head.name),
    sets: Object.fromEntries(Object.entries(result.sets).map(([name, set]) => [name, { ...set, ...head.sets[name] }])),
  }
}

/** Tests of a margin are those of a criterion, which names the head; the others name it themselves. */
function testsOfHead(tests: Result['tests'], head: string): Result['tests'] {
  return tests?.flatMap((test) => {
    const { head: named, ...options } = test.options ?? {}
    if (test.head !== head && named !== head) return []
    return [test.options === undefined ? test : { ...test, options }]
  })
}

function modelOf(model: ModelRecord | null, output: OutputMapping | null): ModelRecord | null {
  if (model === null || model.mapping === null || output === null) return model
  return { ...model, mapping: { ...model.mapping, output } }
}
