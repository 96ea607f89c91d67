import type { SetRecord } from '../../../core/result.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** How large errors are, from the usual to the rare, for both models. */
export function ErrorSizes({ result, voice, evidence, set }: SetPart) {
  const outcome = evidence?.outcome
  if (outcome?.kind !== 'values' || outcome.errorQuantiles === null || outcome.errorQuantiles.length === 0) return null
  const cases = result.sets[set]?.compared ?? 0
  const quantiles = outcome.errorQuantiles.filter(({ probability }) =>
    isShown(probability, cases, result.sets[set], result.plan.smallestCell),
  )
  if (quantiles.length === 0) return null
  const largest = Math.max(...quantiles.flatMap((quantile) => [quantile.old, quantile.new]))
  const scale = scaleOf('target', 'value', { value: largest, interval: [0, largest] }, result.targetUnit)
  const finer = { ...scale, decimals: scale.decimals + 1 }
  const share = (probability: number): string =>
    withUnit(
      voice,
      {
        ...scaleOf('proportion', 'value', { value: probability, interval: null }),
        decimals: (probability * 100) % 1 === 0 ? 0 : 1,
      },
      probability,
    )
  return (
    <Table
      name="numbers"
      caption={voice.say('errors.caption', { cases: voice.count(cases) })}
      columns={[
        { key: 'share', head: voice.say('errors.share') },
        { key: 'old', head: voice.say('side.old'), kind: 'number', label: voice.say('side.old') },
        { key: 'new', head: voice.say('side.new'), kind: 'number', label: voice.say('side.new') },
      ]}
      rows={quantiles.map((quantile) => ({
        key: String(quantile.probability),
        cells: {
          share: voice.say('errors.atMost', { share: share(quantile.probability) }),
          old: withUnit(voice, finer, quantile.old),
          new: withUnit(voice, finer, quantile.new),
        },
      }))}
    />
  )
}

/** The largest error is that of one case: where cases are people, the tail stops at the plan's smallest cell. */
function isShown(probability: number, cases: number, set: SetRecord | undefined, smallest: number): boolean {
  return set?.personalData !== true || (1 - probability) * cases >= smallest
}
