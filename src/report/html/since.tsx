import type { Finding, Result } from '../../core/result.js'
import { askedSentence } from '../words/asked.js'
import { foundChange } from '../words/found.js'
import { sliceName } from '../words/measureName.js'
import { pairFindings, sinceSentences, type FindingPair } from '../words/since.js'
import type { Voice } from '../voice.js'
import { Fold } from './fold.js'
import type { Part } from './letter.js'
import { Status } from './status.js'
import { Table } from './table.js'

type SincePart = Part & { readonly earlier: Result }

/** A second delivery beside the first: read in a minute, before anything else. */
export function Since({ result, voice, earlier }: SincePart) {
  return (
    <section class="since" aria-labelledby={`${voice.language}-since`}>
      <h2 id={`${voice.language}-since`}>{voice.say('since.title')}</h2>
      <ul class="facts">
        {sinceSentences(voice, earlier, result).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="on-screen">
        <a href={`#${voice.language}-since-criteria`}>{voice.say('since.link')}</a>
      </p>
    </section>
  )
}

/** The same, criterion by criterion, before those of this delivery. */
export function SinceCriteria({ result, voice, earlier }: SincePart) {
  const pairs = pairFindings(earlier, result)
  return (
    <section aria-labelledby={`${voice.language}-since-criteria`}>
      <h2 id={`${voice.language}-since-criteria`}>{voice.say('since.table')}</h2>
      {(['moved', 'once', 'rest'] as const).flatMap((kind) => {
        const chosen = pairs[kind]
        if (chosen.length === 0) return []
        const title = voice.say(`since.${kind}`, { n: chosen.length, count: voice.count(chosen.length) })
        return [
          <Fold key={kind} title={title} open={kind === 'moved'}>
            <PairTable voice={voice} earlier={earlier} result={result} pairs={chosen} caption={title} />
          </Fold>,
        ]
      })}
    </section>
  )
}

function PairTable(props: {
  readonly voice: Voice
  readonly earlier: Result
  readonly result: Result
  readonly pairs: readonly FindingPair[]
  readonly caption: string
}) {
  const { voice, earlier, result, pairs, caption } = props
  return (
    <Table
      name="facts-table pairs"
      captionUnseen
      caption={caption}
      columns={[
        { key: 'asked', head: voice.say('criteria.asked') },
        { key: 'before', head: voice.say('since.before'), label: voice.say('since.before') },
        { key: 'now', head: voice.say('since.now'), label: voice.say('since.now') },
      ]}
      rows={pairs.map(({ before, now }, i) => ({
        key: String(i),
        cells: {
          asked: <Asked voice={voice} result={now === null ? earlier : result} finding={(now ?? before)!} />,
          before: <Found voice={voice} result={earlier} finding={before} unlike={now} />,
          now: <Found voice={voice} result={result} finding={now} unlike={null} />,
        },
      }))}
    />
  )
}

function Asked({ voice, result, finding }: { voice: Voice; result: Result; finding: Finding }) {
  return (
    <>
      {finding.slice !== null && <strong class="slice">{sliceName(voice, finding.slice)}</strong>}
      <span>{askedSentence(voice, result, finding)}</span>
      <span class="quiet"> {voice.say('criteria.onSet', { set: finding.set })}</span>
    </>
  )
}

/** With what was asked then, where it is not what is asked now. */
function Found(props: { voice: Voice; result: Result; finding: Finding | null; unlike: Finding | null }) {
  const { voice, result, finding, unlike } = props
  if (finding === null) return <>{voice.say('since.absent')}</>
  const isOther = unlike !== null && JSON.stringify(unlike.margin) !== JSON.stringify(finding.margin)
  return (
    <>
      <Status status={finding.status} voice={voice} warn={finding.level === 'warn'} />
      <span class="quiet">{foundChange(voice, result, finding) ?? voice.say('found.nothing')}</span>
      {isOther && <span class="quiet">{askedSentence(voice, result, finding)}</span>}
    </>
  )
}
