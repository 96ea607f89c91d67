import type { ClassEvidence } from '../../../core/evidence.js'
import { bare, scaleOf, withUnit } from '../../quantity.js'
import type { Voice } from '../../voice.js'
import { Table } from '../table.js'

type Lines = NonNullable<NonNullable<ClassEvidence['calibration']>['lines']>
type Figure = Lines['difference']['slope']

/** One line for each model and one for their difference: too sure, too timid, or right. */
export function CalibrationLines({ lines, voice }: { lines: Lines; voice: Voice }) {
  const cell = (figure: Figure, sign: 'minus' | 'always') => {
    const scale = scaleOf('number', 'difference', figure)
    return (
      <>
        <span class="value">{withUnit(voice, scale, figure.value, sign)}</span>
        <span class="range">
          {voice.say('range', {
            low: bare(voice, scale, figure.interval[0], sign),
            high: bare(voice, scale, figure.interval[1], sign),
          })}
        </span>
      </>
    )
  }
  const rows = [
    { key: 'old', name: voice.say('side.old'), of: lines.old, sign: 'minus' as const },
    { key: 'new', name: voice.say('side.new'), of: lines.new, sign: 'minus' as const },
    { key: 'difference', name: voice.say('quality.difference'), of: lines.difference, sign: 'always' as const },
  ]
  return (
    <>
      <Table
        name="numbers"
        caption={voice.say('calibration.lines')}
        columns={[
          { key: 'model', head: voice.say('compared.model') },
          ...(['slope', 'intercept'] as const).map((key) => {
            const head = voice.say(`calibration.${key}`)
            return { key, head, kind: 'number' as const, label: head }
          }),
        ]}
        rows={rows.map(({ key, name, of, sign }) => ({
          key,
          cells: { model: name, slope: cell(of.slope, sign), intercept: cell(of.intercept, sign) },
        }))}
      />
      <p class="quiet">{voice.say('calibration.linesNote')}</p>
    </>
  )
}
