import type { ClassEvidence } from '../../../core/evidence.js'
import { CalibrationPlot } from '../../charts/calibrationPlot.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { findEstimate, isMeasured } from '../../words/lookup.js'
import { sideScale } from '../../words/found.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import { CalibrationLines } from './calibrationLines.js'
import { isSmall, shownCount } from './shownCount.js'
import type { SetPart } from './evidence.js'

/** Does « 80 % sure » mean right eight times in ten? */
export function Calibration({ result, voice, set, evidence }: SetPart) {
  const outcome = evidence?.outcome
  if (outcome?.kind !== 'classes' || outcome.calibration === null) return null
  const { calibration } = outcome
  const smallest = result.plan.smallestCell
  const [old, newer] = [calibration.old, calibration.new].map((bins) => withoutSmall(bins, smallest)) as [Bins, Bins]
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
          rows={calibration.old.map((bin, i) => ({
            key: String(bin.low),
            cells: {
              bin: voice.say('range.from', { low: percent(bin.low), high: percent(bin.high) }),
              oldN: shownCount(voice, bin.n, smallest),
              old: percent(old[i]?.fraction ?? null),
              newN: shownCount(voice, calibration.new[i]?.n ?? 0, smallest),
              new: percent(newer[i]?.fraction ?? null),
            },
          }))}
        />
      </Fold>
      {calibration.lines !== undefined && <CalibrationLines lines={calibration.lines} voice={voice} />}
    </figure>
  )
}

type Bins = NonNullable<ClassEvidence['calibration']>['old']

/** What happened to a few cases could be read from their bin's share: such a bin is neither drawn nor told. */
function withoutSmall(bins: Bins, smallest: number): Bins {
  return bins.map((bin) =>
    isSmall(bin.n, smallest) ? { ...bin, n: 0, meanScore: null, fraction: null, interval: null } : bin,
  )
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
