import type { ClassEvidence } from '../../../core/evidence.js'
import { scaleOf, withUnit } from '../../quantity.js'
import type { Voice } from '../../voice.js'
import { Table } from '../table.js'

type Parts = NonNullable<NonNullable<ClassEvidence['calibration']>['brier']>

const PARTS = ['reliability', 'resolution', 'uncertainty'] as const

/** Of what the Brier score is made: gaps to the truth, less what tells cases apart, and what nobody could know. */
export function BrierParts({ parts, voice }: { parts: Parts; voice: Voice }) {
  const cell = (value: number) =>
    withUnit(voice, { ...scaleOf('number', 'value', { value, interval: null }), decimals: 4 }, value)
  const rows = [
    { key: 'old', name: voice.say('side.old'), of: parts.old },
    { key: 'new', name: voice.say('side.new'), of: parts.new },
  ]
  return (
    <>
      <Table
        name="numbers"
        caption={voice.say('brier.parts')}
        columns={[
          { key: 'model', head: voice.say('compared.model') },
          ...PARTS.map((key) => {
            const head = voice.say(`brier.${key}`)
            return { key, head, kind: 'number' as const, label: head }
          }),
        ]}
        rows={rows.map(({ key, name, of }) => ({
          key,
          cells: { model: name, ...Object.fromEntries(PARTS.map((part) => [part, cell(of[part])])) },
        }))}
      />
      <p class="quiet">{voice.say('brier.note')}</p>
    </>
  )
}
