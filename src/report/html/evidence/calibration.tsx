import type { ClassEvidence } from '../../../core/evidence.js'
import { CalibrationPlot } from '../../charts/calibrationPlot.js'
import { mergeBins } from '../../disclosure/mergeBins.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { findEstimate, isMeasured } from '../../words/lookup.js'
import { sideScale } from '../../words/found.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import { BrierParts } from './brierParts.js'
import { CalibrationLines } from './calibrationLines.js'
import type { SetPart } from './evidence.js'

/** Does « 80 % sure » mean right eight times in ten? */
export function Calibration({ result, voice, set, evidence }: SetPart) {
  const outcome = evidence?.outcome
  if (outcome?.kind !== 'classes' || outcome.calibration === null) return null
  const { calibration } = outcome
  const smallest = result.plan.smallestCell
  const merged = mergeBins(
    calibration.old.map(({ n }, i) => [n, calibration.new[i]?.n ?? 0]),
    smallest,
  )
  const [old, newer] = [calibration.old, calibration.new].map((bins) =>
    merged.map(({ from, to }) => joinBins(bins.slice(from, to))),
  ) as [Bins, Bins]
  const title = findingTitle({ result, voice, set, evidence })
  const percent = (share: number | null): string =>
    share === null
      ? '–'
      : withUnit(voice, { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 0 }, share)
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <p class="quiet">
        {calibration.of === null
          ? voice.say('calibration.ofPredicted')
          : voice.say('calibration.of', { label: calibration.of })}
      </p>
      <CalibrationPlot old={old} new={newer} voice={voice} title={title} />
      <Fold title={voice.say('drawing.table')}>
        <Table
          name="numbers"
          captionUnseen
          caption={title}
          columns={[
            { key: 'bin', head: voice.say('calibration.announced') },
            { key: 'oldN', head: voice.say('calibration.oldN'), kind: 'number', label: voice.say('calibration.oldN') },
            {
              key: 'old',
              head: voice.say('calibration.oldRate'),
              kind: 'number',
              label: voice.say('calibration.oldRate'),
            },
            { key: 'newN', head: voice.say('calibration.newN'), kind: 'number', label: voice.say('calibration.newN') },
            {
              key: 'new',
              head: voice.say('calibration.newRate'),
              kind: 'number',
              label: voice.say('calibration.newRate'),
            },
          ]}
          rows={old.map((bin, i) => ({
            key: String(bin.low),
            cells: {
              bin: voice.say('range.from', { low: percent(bin.low), high: percent(bin.high) }),
              oldN: voice.count(bin.n),
              old: percent(bin.fraction),
              newN: voice.count(newer[i]?.n ?? 0),
              new: percent(newer[i]?.fraction ?? null),
            },
          }))}
        />
      </Fold>
      {calibration.brier !== undefined && <BrierParts parts={calibration.brier} voice={voice} />}
      {calibration.lines !== undefined && <CalibrationLines lines={calibration.lines} voice={voice} />}
    </figure>
  )
}

type Bins = NonNullable<ClassEvidence['calibration']>['old']

/**
 * What happened to a few cases could be read from their bin's share, so such a bin is told with its neighbours: mean score and share over all
 * of their cases. Their joint interval is not known here; a bin that is alone in having cases keeps its own.
 */
function joinBins(bins: Bins): Bins[number] {
  const filled = bins.filter(({ n }) => n > 0)
  const n = filled.reduce((sum, bin) => sum + bin.n, 0)
  const mean = (of: 'meanScore' | 'fraction'): number | null =>
    n === 0 ? null : filled.reduce((sum, bin) => sum + (bin[of] ?? 0) * bin.n, 0) / n
  return {
    low: bins[0]!.low,
    high: bins.at(-1)!.high,
    n,
    meanScore: mean('meanScore'),
    fraction: mean('fraction'),
    interval: filled.length === 1 ? filled[0]!.interval : null,
  }
}

/** The finding in a sentence, from the calibration errors where the run estimated them. */
function findingTitle({ result, voice, set }: SetPart): string {
  const wanted = { measure: 'expectedCalibrationError' as const, options: {}, set, slice: null }
  const before = findEstimate(result, wanted, 'old')
  const after = findEstimate(result, wanted, 'new')
  const difference = findEstimate(result, wanted, 'difference')
  if (!isMeasured(before) || !isMeasured(after)) return voice.say('calibration.title')
  // A gap between two shares is in points.
  const scale = { ...sideScale(result, before, difference ?? before), word: 'point' as const }
  return voice.say('calibration.finding', {
    old: withUnit(voice, scale, before.value),
    new: withUnit(voice, scale, after.value),
  })
}
