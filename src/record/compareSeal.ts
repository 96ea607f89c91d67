import { canonicalJson } from '../core/canonicalJson.js'
import type { Criterion } from '../core/criterion.js'
import { measureKey } from '../core/measureCatalog.js'
import type { SealChange, Sealing } from '../core/sealing.js'
import type { Seal } from './seal.js'

/** What a run worked by. */
export interface Terms {
  readonly criteria: readonly Criterion[]
  readonly confidence: number
  readonly basis: string
  /** Digests by the name of the set. */
  readonly sets: Readonly<Record<string, string>>
  /** Of the old model; null when it could not be read. */
  readonly old: string | null
}

/** A seal beside what a run worked by: whatever of it was edited since. */
export function compareSeal({ sha256, key, terms }: Seal, now: Terms): Sealing {
  const { sealedAt, by, confidence, basis, criteria, subject } = terms
  const sealedSets = Object.fromEntries(
    subject.flatMap(({ name, digest }) => (name.startsWith('set:') ? [[name.slice(4), digest['sha256'] ?? null]] : [])),
  )
  const old = subject.find(({ name }) => name === 'model:old')?.digest['sha256']
  return {
    sha256,
    sealedAt,
    key,
    by,
    changes: [
      ...criterionChanges(criteria, now.criteria),
      ...change('confidence', null, String(confidence), String(now.confidence)),
      ...change('basis', null, basis, now.basis),
      ...[...new Set([...Object.keys(sealedSets), ...Object.keys(now.sets)])]
        .toSorted()
        .flatMap((name) => change('set', name, sealedSets[name] ?? null, now.sets[name] ?? null)),
      // An endpoint without a version has no digest to seal.
      ...(old === undefined ? [] : change('old', null, old, now.old)),
    ],
  }
}

/** Criteria on the same thing are one that was changed; others were added or taken away. */
function criterionChanges(sealed: readonly Criterion[], now: readonly Criterion[]): readonly SealChange[] {
  const stand = new Set(now.map(canonicalJson))
  const stood = new Set(sealed.map(canonicalJson))
  const gone = sealed.filter((one) => !stand.has(canonicalJson(one)))
  const come = now.filter((one) => !stood.has(canonicalJson(one)))
  const changes: SealChange[] = []
  for (const before of gone) {
    const at = come.findIndex((one) => aboutOf(one) === aboutOf(before))
    const [after] = at < 0 ? [] : come.splice(at, 1)
    changes.push(
      ...change('criterion', null, describe(before, after), after === undefined ? null : describe(after, before)),
    )
  }
  return [...changes, ...come.flatMap((after) => change('criterion', null, null, describe(after, undefined)))]
}

function aboutOf({ measure, options, by, on }: Criterion): string {
  return canonicalJson([measureKey(measure, options), by, on])
}

/** The id, and whatever else of it is otherwise in `other`: `accuracy maxDegradation 1 point, level: warn`. */
function describe(criterion: Criterion, other: Criterion | undefined): string {
  const details = (['level', 'minCases', 'waived', 'basis', 'from'] as const).filter(
    (key) => other !== undefined && criterion[key] !== other[key],
  )
  return [criterion.id, ...details.map((key) => `${key}: ${String(criterion[key] ?? '–')}`)].join(', ')
}

function change(
  what: SealChange['what'],
  name: string | null,
  before: string | null,
  after: string | null,
): readonly SealChange[] {
  return before === after ? [] : [{ what, name, before, after }]
}
