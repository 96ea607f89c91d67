import type { ArtifactSpec, Side } from '../../core/spec.js'
import type { Card } from '../../data/card.js'
import { definedOnly } from '../../plan/definedOnly.js'
import { draftHeads } from '../../plan/draftHeads.js'
import type { DraftFacts, DraftModel } from '../../plan/draftPlan.js'
import type { InferredPlan } from '../../plan/inferPlan.js'
import { LOOK } from '../fileRef.js'
import type { SourceOptions } from '../inferPlan.js'
import type { Asker } from './asker.js'
import { askInputs, columnsTaken, readInputs, type ChosenInputs } from './askInputs.js'
import { askLabelOrder, askOutput, splitLabels } from './askOutput.js'

interface Settling {
  readonly facts: DraftFacts
  readonly inferred: InferredPlan
  readonly options: SourceOptions
  readonly card: Card | null
  readonly asker: Asker
}

/** Both models with what the user said of their inputs, output and labels, or was asked; one question at a time, the old model first. */
export async function settleModels(settling: Settling): Promise<Readonly<Record<Side, DraftModel>>> {
  const { facts } = settling
  const old = await settle('old', facts.new, settling)
  return { old, new: await settle('new', old, settling) }
}

async function settle(side: Side, other: DraftModel, settling: Settling): Promise<DraftModel> {
  const { facts, inferred, options, card, asker } = settling
  const model = facts[side]
  const { signature } = model
  if (signature === null) return model
  const said = {
    inputs: readInputs(side === 'old' ? options.inputsOld : options.inputsNew, `--inputs-${side}`),
    output: side === 'old' ? options.outputOld : options.outputNew,
    labels: side === 'old' ? options.labelsOld : options.labelsNew,
  }
  const labels = said.labels === undefined ? undefined : splitLabels(said.labels)
  const known = labels ?? inferred.labels[side]?.value
  const spec: ArtifactSpec = {
    ...bareSpec(side, model),
    inputs: usesOf(said.inputs),
    ...definedOnly({ output: said.output, labels: known }),
  }
  const task = inferred.task.value
  const asked = { side, signature, spec, task, labelValues: facts.labelValues ?? null }
  const settled = said.output === undefined ? await askOutput({ ...asked, heads: headsAsked() }, asker) : null
  const output = said.output ?? settled?.output
  const order = await askLabelOrder({ ...asked, spec: { ...spec, ...definedOnly({ output }) } }, asker)
  const inputs = { ...said.inputs, ...(await askInputs(inputsAsked(side, spec, other, settling), asker)) }
  return {
    ...model,
    chosen: {
      ...definedOnly({ output, outputWhy: settled?.why }),
      ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
      ...(labels === undefined ? {} : { labels: { value: labels, why: null } }),
      ...(order === null ? {} : { labels: { value: splitLabels(order.value), why: order.chosen ? null : SORTED } }),
    },
  }

  function headsAsked(): readonly string[] {
    if (task !== 'classification' && task !== 'regression') return []
    return draftHeads({
      signatures: { old: facts.old.signature, new: facts.new.signature },
      task,
      outputs: {},
      labels: {},
      label: inferred.label?.value,
      fields: facts.sets.find(({ role }) => role === 'test')?.fields ?? [],
    })
  }

  function inputsAsked(of: Side, given: ArtifactSpec, another: DraftModel, { facts: all }: Settling) {
    const judged = all.sets.find(({ role }) => role === 'test')
    const fields = judged?.fields ?? []
    const reserved = [inferred.id?.value, inferred.label?.value].filter((name) => name !== undefined)
    const otherSide = of === 'old' ? 'new' : 'old'
    const chosen = another.chosen?.inputs
    const others =
      another.signature === null
        ? []
        : columnsTaken(
            otherSide,
            another.signature,
            { ...bareSpec(otherSide, another), ...(chosen === undefined ? {} : { inputs: usesOf(chosen) }) },
            fields,
            reserved,
          )
    const described = (card?.columns ?? []).map(({ name }) => name)
    return { side: of, signature: signature!, spec: given, fields, reserved, others, described }
  }
}

const SORTED =
  'guessed: the labels of the set in sorted order; a run tests that order, and says if another fits far better'

function bareSpec(side: Side, { file }: DraftModel): ArtifactSpec {
  return { kind: 'artifact', side, artifact: file, ...LOOK }
}

function usesOf(inputs: ChosenInputs): NonNullable<ArtifactSpec['inputs']> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, columns]) => [name, columns.map((column) => ({ column }))]),
  )
}
