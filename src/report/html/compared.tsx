import { Fragment } from 'preact'
import { formatShape } from '../../core/signature.js'
import type { InputMapping, ModelRecord, Result, SetRecord } from '../../core/result.js'
import { decimalsAsWritten, formatDecimal, formatList } from '../numbers.js'
import { scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { LabelMap } from './labelMap.js'
import { headResults, inHead } from '../words/heads.js'
import { outputText } from '../words/outputText.js'
import { stateText } from '../words/state.js'
import { imageText, imagesOfSet } from '../words/image.js'
import type { Part } from './letter.js'
import { ComparedHeads } from './comparedHeads.js'
import { ComparedOutputs } from './comparedOutputs.js'
import { Table } from './table.js'

/** Both artifacts, every set with what was left out of it and why, and how inputs and labels were matched. */
export function Compared({ result, voice }: Part) {
  return (
    <section aria-labelledby={`${voice.language}-compared`}>
      <h2 id={`${voice.language}-compared`}>{voice.say('compared.title')}</h2>
      <Models result={result} voice={voice} />
      <Sets result={result} voice={voice} />
      <Mapping result={result} voice={voice} />
      <p class="quiet">
        {voice.say('compared.environment', {
          version: result.environment.recette,
          node: result.environment.node,
          platform: result.environment.platform,
          seed: String(result.plan.seed),
        })}{' '}
        {result.environment.isolation.length > 0 &&
          voice.say('compared.isolation', {
            list: formatList(
              voice.language,
              result.environment.isolation.map((kind) => voice.sayCode('isolation', kind) ?? kind),
            ),
          })}
        <KeptAnswers result={result} voice={voice} />
      </p>
    </section>
  )
}

/** An answer that was not asked for now may be older than the report: the reader is told which side's, and how many. */
function KeptAnswers({ result, voice }: Part) {
  const kept = result.environment.keptAnswers ?? { old: 0, new: 0 }
  return (
    <>
      {(['old', 'new'] as const)
        .filter((side) => kept[side] > 0)
        .map((side) => ` ${voice.say('compared.keptAnswers', { side: voice.say(`side.${side}`), count: kept[side] })}`)}
    </>
  )
}

function Models({ result, voice }: Part) {
  const sides = [
    { side: 'old' as const, model: result.models.old, by: result.parties.old },
    { side: 'new' as const, model: result.models.new, by: result.parties.new },
  ]
  return (
    <Table
      name="facts-table"
      caption={voice.say('compared.models')}
      columns={[
        { key: 'side', head: voice.say('compared.model') },
        { key: 'artifact', head: voice.say('compared.artifact'), label: voice.say('compared.artifact') },
        { key: 'format', head: voice.say('compared.format'), label: voice.say('compared.format') },
        { key: 'hash', head: 'SHA-256', label: 'SHA-256' },
      ]}
      rows={sides.map(({ side, model, by }) => ({
        key: side,
        cells: {
          side: (
            <>
              {voice.say(`side.${side}`)}
              {by !== null && <span class="quiet"> {by}</span>}
            </>
          ),
          artifact: model === null ? voice.say('compared.notOpened') : <Artifact model={model} voice={voice} />,
          format: model === null ? '–' : `${model.format} · ${model.runtime}${sizeOf(voice, model)}`,
          hash: model === null ? '–' : <Hash value={modelDigests(model)} />,
        },
      }))}
    />
  )
}

function Artifact({ model: { artifact, prepare }, voice }: { model: ModelRecord; voice: Voice }) {
  if (prepare === undefined) return <>{artifact}</>
  const { file, files } = prepare
  return (
    <>
      {artifact}
      <span class="quiet">
        {' '}
        {files.length === 0
          ? voice.say('compared.prepared', { file })
          : voice.say('compared.preparedWith', { file, files: formatList(voice.language, files) })}
      </span>
    </>
  )
}

/** Of the artifact, and below it of its preparation. */
function modelDigests({ sha256, prepare }: ModelRecord): string {
  return prepare === undefined ? sha256 : `${sha256},${prepare.sha256}`
}

function Sets({ result, voice }: Part) {
  return (
    <Table
      name="facts-table"
      caption={voice.say('compared.sets')}
      columns={[
        { key: 'set', head: voice.say('compared.set') },
        { key: 'file', head: voice.say('compared.file'), label: voice.say('compared.file') },
        { key: 'rows', head: voice.say('compared.rows'), kind: 'number', label: voice.say('compared.rows') },
        {
          key: 'compared',
          head: voice.say('compared.comparedCases'),
          kind: 'number',
          label: voice.say('compared.comparedCases'),
        },
        { key: 'excluded', head: voice.say('compared.excluded'), label: voice.say('compared.excluded') },
        { key: 'hash', head: 'SHA-256', label: 'SHA-256' },
      ]}
      rows={Object.entries(result.sets).map(([name, set]) => ({
        key: name,
        cells: {
          set: (
            <>
              {set.title ?? name}
              <span class="quiet">
                {' '}
                {set.title === null ? '' : `${name}, `}
                {voice.say(`role.${set.role}`)}
                {set.personalData === true ? `, ${voice.say('compared.personal')}` : ''}
              </span>
            </>
          ),
          file: (
            <>
              {set.identity.file}
              <span class="quiet"> {detected(voice, set)}</span>
              {set.licence !== null && (
                <span class="quiet"> {voice.say('compared.licence', { licence: set.licence })}</span>
              )}
              {set.source !== null && (
                <span class="quiet"> {voice.say('compared.source', { source: set.source })}</span>
              )}
            </>
          ),
          rows: voice.count(set.rows),
          compared: set.role === 'reference' && set.compared === 0 ? '–' : voice.count(set.compared),
          excluded: <Excluded set={set} voice={voice} />,
          hash: (
            <>
              <Hash value={set.identity.sha256} />
              {set.identity.images !== undefined && (
                <>
                  {' '}
                  <span class="quiet">{imagesOfSet(voice, set.identity.images)}</span>{' '}
                  <Hash value={set.identity.images.sha256} />
                </>
              )}
            </>
          ),
        },
      }))}
    />
  )
}

function Excluded({ set, voice }: { set: SetRecord; voice: Voice }) {
  if (set.excluded.length === 0) return <>{set.role === 'reference' ? '–' : voice.say('compared.nothingExcluded')}</>
  return (
    <>
      {set.excluded
        .map(
          ({ reason, count }) => `${voice.count(count)} ${voice.sayCode('excluded', reason, { n: count }) ?? reason}`,
        )
        .join('; ')}
    </>
  )
}

function Mapping({ result, voice }: Part) {
  const { old, new: delivered } = result.models
  const { inferred } = result.plan
  const rows = [...mappingRows(voice, 'old', old, inferred), ...mappingRows(voice, 'new', delivered, inferred)].filter(
    ({ key }) => (result.outputs === undefined && result.heads === undefined) || !key.endsWith(' out'),
  )
  return (
    <>
      {rows.length > 0 && (
        <Table
          name="facts-table"
          caption={voice.say('mapping.caption')}
          columns={[
            { key: 'model', head: voice.say('compared.model') },
            { key: 'port', head: voice.say('mapping.port'), label: voice.say('mapping.port') },
            { key: 'from', head: voice.say('mapping.from'), label: voice.say('mapping.from') },
            { key: 'how', head: voice.say('mapping.how'), label: voice.say('mapping.how') },
          ]}
          rows={rows}
        />
      )}
      <ComparedOutputs result={result} voice={voice} />
      <ComparedHeads result={result} voice={voice} />
      {headResults(result).map(({ name, result: of }) => (
        <Fragment key={name}>
          {of.labels !== null && <p>{inHead(voice, name, labelSentence(voice, of.labels))}</p>}
          <LabelMap result={of} voice={voice} />
        </Fragment>
      ))}
    </>
  )
}

function labelSentence(voice: Voice, { labels, positive }: NonNullable<Result['labels']>): string {
  const quoted = labels.map((label) => voice.say('quoted', { text: label }))
  const sentence = voice.say('mapping.labels', { labels: formatList(voice.language, quoted) })
  return positive === null ? sentence : `${sentence} ${voice.say('mapping.positive', { label: positive })}`
}

function mappingRows(voice: Voice, side: 'old' | 'new', model: ModelRecord | null, inferred: boolean) {
  if (model === null || model.mapping === null) return []
  const port = (name: string): string => {
    const found = [...(model.signature?.inputs ?? []), ...(model.signature?.outputs ?? [])].find(
      (one) => one.name === name,
    )
    return found === undefined ? name : `${name} · ${found.dtype} ${formatShape(found.shape)}`
  }
  return [
    ...model.mapping.inputs.map((input, i) => ({
      key: `${side} in ${i}`,
      cells: {
        model: voice.say(`side.${side}`),
        port: voice.say('mapping.input', { port: port(input.input) }),
        from: columnsText(voice, input),
        how: voice.say(`mapping.by.${input.by}`),
      },
    })),
    ...batchRow(voice, side, model.mapping.batch),
    {
      key: `${side} out`,
      cells: {
        model: voice.say(`side.${side}`),
        port: voice.say('mapping.output', { port: port(model.mapping.output.output) }),
        from: outputText(voice, model.mapping.output, inferred),
        how: voice.say(`mapping.by.${model.mapping.output.by}`),
      },
    },
  ]
}

/** Said only of a model that does not take any number of cases at once. */
function batchRow(voice: Voice, side: 'old' | 'new', batch: NonNullable<ModelRecord['mapping']>['batch']) {
  if (batch === undefined) return []
  const cells = {
    model: voice.say(`side.${side}`),
    port: voice.say('mapping.batch'),
    from:
      batch.is === 'absent'
        ? voice.say('mapping.batch.absent')
        : voice.say('mapping.batch.fixed', { n: batch.is, count: voice.count(batch.is) }),
    how: voice.say(`mapping.by.${batch.by}`),
  }
  return [{ key: `${side} batch`, cells }]
}

function columnsText(voice: Voice, { columns, image, state }: InputMapping): string {
  if (state !== undefined) return stateText(voice, state)
  if (image !== undefined) return imageText(voice, columns[0]?.column ?? '', image)
  return columns
    .map(({ column, multiply, add }) => {
      const factor = multiply === undefined ? '' : ` × ${asWritten(voice, multiply)}`
      const offset = add === undefined ? '' : add < 0 ? ` − ${asWritten(voice, -add)}` : ` + ${asWritten(voice, add)}`
      return `${column}${factor}${offset}`
    })
    .join(', ')
}

function detected(voice: Voice, { identity }: SetRecord): string {
  const details = Object.entries(identity.detected).map(([name, value]) => `${name} ${value}`)
  return [identity.format.toUpperCase(), bytes(voice, identity.bytes), ...details].join(' · ')
}

/** A digest in groups of eight, so that two people can read it to each other. */
export function Hash({ value }: { value: string }) {
  const digests = value.split(',')
  return (
    <>
      {digests.map((digest) => (
        <code key={digest} class="hash">
          {digest.match(/.{1,8}/g)?.join(' ') ?? '–'}
        </code>
      ))}
    </>
  )
}

/** What is called over a network has no size that could be told. */
function sizeOf(voice: Voice, { format, bytes: size }: ModelRecord): string {
  return format.startsWith('endpoint:') ? '' : ` · ${bytes(voice, size)}`
}

function bytes(voice: Voice, count: number): string {
  return withUnit(voice, scaleOf('bytes', 'value', { value: count, interval: null }), count)
}

function asWritten(voice: Voice, value: number): string {
  return formatDecimal(voice.language, value, decimalsAsWritten(value))
}
