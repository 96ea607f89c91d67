import type { HeadRecord, ModelRecord, OutputMapping } from '../../core/result.js'
import { formatShape } from '../../core/signature.js'
import type { Voice } from '../voice.js'
import { outputText } from '../words/outputText.js'
import type { Part } from './letter.js'
import { Table } from './table.js'

/** Models of several heads: which output of each model was read for each, and what it was held against. */
export function ComparedHeads({ result, voice }: Part) {
  const { heads, models, plan } = result
  if (heads === undefined) return null
  const read = (model: ModelRecord | null, output: OutputMapping | null): string =>
    output === null ? '–' : `${portOf(voice, model, output.output)}: ${outputText(voice, output, plan.inferred)}`
  return (
    <>
      <p>{voice.say('head.intro', { n: heads.length })}</p>
      <Table
        name="facts-table"
        caption={voice.say('head.caption')}
        columns={[
          { key: 'name', head: voice.say('head.name') },
          { key: 'old', head: voice.say('head.old'), label: voice.say('head.old') },
          { key: 'new', head: voice.say('head.new'), label: voice.say('head.new') },
          { key: 'truth', head: voice.say('head.truth'), label: voice.say('head.truth') },
        ]}
        rows={heads.map((head) => ({
          key: head.name,
          cells: {
            name: head.name,
            old: read(models.old, head.outputs.old),
            new: read(models.new, head.outputs.new),
            truth: truthText(voice, head),
          },
        }))}
      />
    </>
  )
}

function portOf(voice: Voice, model: ModelRecord | null, name: string): string {
  if (model?.format === 'predictions') return voice.say('head.recorded', { output: name })
  const found = model?.signature?.outputs.find((one) => one.name === name)
  return found === undefined ? name : `${name} · ${found.dtype} ${formatShape(found.shape)}`
}

function truthText(voice: Voice, { label, targetUnit }: HeadRecord): string {
  if (label === null) return voice.say('head.noTruth')
  const column = voice.say('head.column', { column: label })
  return targetUnit === null ? column : `${column} (${targetUnit})`
}
