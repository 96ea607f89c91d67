import type { ComparedOutput } from '../../core/comparedOutput.js'
import { formatShape } from '../../core/signature.js'
import type { ModelRecord } from '../../core/result.js'
import type { Voice } from '../voice.js'
import type { Part } from './letter.js'
import { Table } from './table.js'

/** Task tensors: which output of one model stands beside which of the other, and what was done before comparing. */
export function ComparedOutputs({ result, voice }: Part) {
  const { outputs } = result
  if (outputs === undefined) return null
  return (
    <Table
      name="facts-table"
      caption={voice.say('mapping.outputsCaption')}
      columns={[
        { key: 'name', head: voice.say('mapping.outputName') },
        { key: 'old', head: voice.say('mapping.outputOld'), label: voice.say('mapping.outputOld') },
        { key: 'new', head: voice.say('mapping.outputNew'), label: voice.say('mapping.outputNew') },
        { key: 'how', head: voice.say('mapping.outputHow'), label: voice.say('mapping.outputHow') },
      ]}
      rows={outputs.map((output) => ({
        key: output.name,
        cells: {
          name: output.name,
          old: portOf(result.models.old, output.old),
          new: portOf(result.models.new, output.new),
          how: howCompared(voice, output, result.models.old),
        },
      }))}
    />
  )
}

function portOf(model: ModelRecord | null, name: string): string {
  const found = model?.signature?.outputs.find((one) => one.name === name)
  return found === undefined ? name : `${name} · ${found.dtype} ${formatShape(found.shape)}`
}

function howCompared(voice: Voice, output: ComparedOutput, model: ModelRecord | null): string {
  const { old, mask, reduce, axis, neighbours } = output
  const isText = model?.signature?.outputs.find(({ name }) => name === old)?.dtype === 'utf8'
  return [
    ...(mask === null ? [] : [voice.say('mapping.masked', { mask })]),
    ...(reduce === 'none' || axis === null ? [] : [voice.say(`mapping.reduce.${reduce}`, { axis })]),
    neighbours === null
      ? voice.say(isText ? 'mapping.textByText' : 'mapping.numberByNumber')
      : voice.say('mapping.byNeighbours', { k: neighbours }),
  ].join(', ')
}
