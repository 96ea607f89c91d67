import type { Result } from '../../core/result.js'
import { segmentOfSlice } from '../../core/segment.js'
import { formatDate, formatList } from '../numbers.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { confidenceOf } from './facts.js'
import { allFindings, headlineMeasure, isSuppressed, judgedSets } from './lookup.js'
import { measureName, sliceName } from './measureName.js'
import { scaleOf } from '../quantity.js'
import { changeInWords } from './found.js'
import { measureInfo } from '../../core/measureCatalog.js'

/** One line of what annex IV, point 2(g) of Regulation (EU) 2024/1689 asks the technical documentation to say of tests. */
export interface AnnexEntry {
  readonly asked: string
  readonly said: readonly string[]
}

/** The facts of this run, under the headings of the annex. It claims no compliance: who is bound by it decides what else belongs there. */
export function annexEntries(voice: Voice, result: Result, fingerprint: string): readonly AnnexEntry[] {
  return [
    { asked: voice.say('annex.procedures'), said: procedures(voice, result) },
    { asked: voice.say('annex.data'), said: data(voice, result) },
    { asked: voice.say('annex.metrics'), said: metrics(voice, result) },
    { asked: voice.say('annex.groups'), said: groups(voice, result) },
    { asked: voice.say('annex.logs'), said: logs(voice, result, fingerprint) },
    { asked: voice.say('annex.signatories'), said: signatories(voice, result) },
  ]
}

function procedures(voice: Voice, result: Result): readonly string[] {
  const { plan, criteria } = result
  return [
    voice.say('annex.procedure', {
      confidence: confidenceOf(voice, result),
      n: criteria.length,
      criteria: voice.count(criteria.length),
    }),
    voice.say(plan.sealed ? 'annex.sealed' : 'annex.unsealed'),
  ]
}

function data(voice: Voice, { sets }: Result): readonly string[] {
  return Object.entries(sets).map(([name, set]) =>
    voice.say('annex.set', {
      name,
      role: voice.say(`role.${set.role}`),
      rows: voice.count(set.rows),
      compared: voice.count(set.compared),
      source: set.source ?? voice.say('annex.undeclared'),
      personal: voice.say(`annex.personal.${set.personalData ?? 'undeclared'}`),
    }),
  )
}

function metrics(voice: Voice, result: Result): readonly string[] {
  const names = [...new Set(allFindings(result).map((finding) => measureName(voice, finding)))]
  return [
    names.length === 0
      ? voice.say('annex.noMetrics')
      : voice.say('annex.metricsAre', { measures: formatList(voice.language, names) }),
    voice.say('annex.robustness'),
  ]
}

/** Differences between the groups that the plan declares: of each, the one in which the new model changes for the worst. */
function groups(voice: Voice, result: Result): readonly string[] {
  const { segments } = result.plan
  if (segments.length === 0) return [voice.say('annex.noGroups')]
  const found = judgedSets(result).flatMap((set) => {
    const measure = headlineMeasure(result, set)
    if (measure === null) return []
    const turn = measureInfo(measure).direction === 'higher' ? -1 : 1
    const estimates = result.estimates.filter(
      (estimate) =>
        estimate.set === set &&
        estimate.measure === measure &&
        estimate.of === 'difference' &&
        estimate.slice !== null &&
        segments.includes(segmentOfSlice(estimate.slice)) &&
        estimate.value !== null &&
        !isSuppressed(result, estimate),
    )
    const ordered = estimates.sort((a, b) => turn * (b.value! - a.value!))
    const [worst] = ordered
    const best = ordered.at(-1)
    if (worst === undefined || best === undefined) return []
    const change = (one: typeof worst): string =>
      `${sliceName(voice, one.slice!)} (${changeInWords(voice, scaleOf(one.unit, 'difference', one, result.targetUnit), turn * one.value!)})`
    return [
      voice.say('annex.group', {
        set,
        measure: capitalize(measureName(voice, { measure, options: {} })),
        worst: change(worst),
        best: change(best),
        n: estimates.length,
      }),
    ]
  })
  return [
    voice.say('annex.groupsAre', { columns: formatList(voice.language, segments) }),
    ...(found.length === 0 ? [voice.say('annex.noGroupMeasured')] : found),
    voice.say('annex.groupsLimit'),
  ]
}

function logs(voice: Voice, result: Result, fingerprint: string): readonly string[] {
  const { environment, problems, notices } = result
  return [
    voice.say('annex.log', {
      date: formatDate(voice.language, environment.startedAt),
      version: environment.recette,
      node: environment.node,
      platform: environment.platform,
      fingerprint: fingerprint.slice(0, 16),
    }),
    voice.say('annex.problems', { problems: problems.length, notices: notices.length }),
  ]
}

function signatories(voice: Voice, { parties }: Result): readonly string[] {
  const named = [parties.client, parties.new, parties.old].filter((name) => name !== null)
  return [
    ...(named.length === 0 ? [] : [voice.say('annex.parties', { parties: formatList(voice.language, named) })]),
    voice.say('annex.signed'),
  ]
}
