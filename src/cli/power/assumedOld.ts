import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellText, columnOf } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { Plan, PredictionsSpec } from '../../core/spec.js'
import { caseIds } from '../../data/ids.js'
import { openSet, type StoredSet } from '../../data/openSet.js'
import { normalQuantile } from '../../stats/distributions.js'
import { deriveSeed, seededRandom, type Random } from '../../stats/random.js'

export interface AssumedOld extends Disposable {
  readonly spec: PredictionsSpec
}

/**
 * Answers of an old model that cannot be asked: wrong in `errorRate` of the cases (a regression: off by that share of the target's standard
 * deviation), laid as recorded predictions into a folder of its own that only this user can read and that goes when it is disposed of.
 */
export async function assumeOld(plan: Plan, errorRate: number, signal: AbortSignal): Promise<AssumedOld> {
  const { label } = plan.columns
  if (label === undefined || plan.task === 'multilabel' || plan.task === 'tensors') {
    throw new RecetteError(
      'POWER_NEEDS_OLD',
      'The old model is not there, and only the labels of a classification or a regression can stand in for it.',
      'Put the old model where the plan says (models.old), or give its recorded predictions.',
      { kind: 'usage' },
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'recette-power-'))
  const dispose = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const compared = plan.sets.filter(({ role }) => role === 'test' || role === 'validation')
    const files: Record<string, PredictionsSpec['files'][string]> = {}
    let labels: readonly string[] = []
    for (const [i, spec] of compared.entries()) {
      const set = await openSet(spec)
      const random = seededRandom(deriveSeed(plan.seed, `assumed/${spec.name}`))
      const { lines, found } = await answersFor(set, plan, label, { errorRate, random, signal })
      labels = found
      const path = join(folder, `old-${i}.csv`)
      writeFileSync(path, lines, { mode: 0o600 })
      files[spec.name] = { path, shown: `assumed answers for ${spec.name}` }
    }
    const scored = plan.task === 'classification' && labels.length === 2 && plan.columns.positive !== undefined
    return {
      spec: {
        kind: 'predictions',
        side: 'old',
        files,
        id: 'id',
        ...(plan.task === 'regression' ? { value: 'answer' } : scored ? { score: 'score' } : { predicted: 'answer' }),
        ...(scored ? { labels } : {}),
      },
      [Symbol.dispose]: dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

async function answersFor(
  set: StoredSet,
  plan: Plan,
  label: string,
  { errorRate, random, signal }: { errorRate: number; random: Random; signal: AbortSignal },
): Promise<{ lines: string; found: readonly string[] }> {
  const { id, positive } = plan.columns
  const cases: { id: string; truth: string }[] = []
  const ids = caseIds(set, id)
  for await (const batch of set.batches({
    columns: [...new Set([label, ...(id === undefined ? [] : [id])])],
    signal,
  })) {
    const column = columnOf(batch, label)
    ids.of(batch).forEach((one, row) => {
      const truth = cellText(column, row)
      if (truth !== null) cases.push({ id: one, truth })
    })
  }
  const found = [...new Set(cases.map(({ truth }) => truth))].sort()
  const answer =
    plan.task === 'regression' ? nearValues(cases, errorRate, random) : labelAnswers(found, positive, errorRate, random)
  const lines = cases.map((one) => [one.id, ...answer(one.truth)].map(quote).join(','))
  return { lines: `id,answer,score\n${lines.join('\n')}\n`, found }
}

/** The two-class scores are those of a model that sees the truth through normal noise and errs in `errorRate` of the cases. */
function labelAnswers(labels: readonly string[], positive: string | undefined, errorRate: number, random: Random) {
  const separation = -normalQuantile(errorRate)
  return (truth: string): readonly [string, string] => {
    const seen = separation + normalQuantile(Math.max(random(), 1e-12))
    const sureOfTruth = 1 / (1 + Math.exp(-2 * separation * seen))
    const others = labels.filter((label) => label !== truth)
    const answer = seen >= 0 || others.length === 0 ? truth : others[Math.floor(random() * others.length)]!
    return [answer, String(truth === positive ? sureOfTruth : 1 - sureOfTruth)]
  }
}

function nearValues(cases: readonly { readonly truth: string }[], share: number, random: Random) {
  const values = cases.map(({ truth }) => Number(truth))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return (truth: string): readonly [string, string] => [
    String(Number(truth) + share * deviation * normalQuantile(Math.max(random(), 1e-12))),
    '',
  ]
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
