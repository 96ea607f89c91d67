import type { Part } from './letter.js'
import { Table } from './table.js'

/** What each label of the report is called by old, by new and in the sets; nothing where all use the same names. */
export function LabelMap({ result, voice }: Part) {
  const map = result.labels?.map
  if (map === undefined) return null
  const said = (labels: readonly string[], none: string) =>
    labels.length === 0 ? (
      <span class="quiet">{none}</span>
    ) : (
      labels.map((label) => voice.say('quoted', { text: label })).join(' + ')
    )
  const several = map.some(({ old, new: delivered }) => old.length > 1 || delivered.length > 1)
  return (
    <>
      <Table
        name="facts-table"
        caption={voice.say('labels.caption')}
        columns={[
          { key: 'label', head: voice.say('labels.label') },
          { key: 'old', head: voice.say('side.old'), label: voice.say('side.old') },
          { key: 'new', head: voice.say('side.new'), label: voice.say('side.new') },
          { key: 'set', head: voice.say('labels.set'), label: voice.say('labels.set') },
        ]}
        rows={map.map(({ label, old, new: delivered, set }) => ({
          key: label,
          cells: {
            label,
            old: said(old, voice.say('labels.cannotSay')),
            new: said(delivered, voice.say('labels.cannotSay')),
            set: said(set, voice.say('labels.notInSet')),
          },
        }))}
      />
      {several && <p class="quiet">{voice.say('labels.sum')}</p>}
    </>
  )
}
