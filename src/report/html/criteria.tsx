import type { Finding } from '../../core/result.js'
import { criterionDomains, CriterionAxis } from '../charts/criterionAxis.js'
import { askedSentence } from '../words/asked.js'
import { confidenceOf } from '../words/facts.js'
import { worseness } from '../words/findingGroups.js'
import { flipSentence } from '../words/flipMargin.js'
import { foundSentence } from '../words/found.js'
import { allFindings, judgedSets, SECTIONS, sectionOf, type Section } from '../words/lookup.js'
import { sliceName } from '../words/measureName.js'
import { neededNote, shortReason } from '../words/reason.js'
import { sealUnchanged } from '../words/seal.js'
import type { Part } from './letter.js'
import { Status } from './status.js'
import { Table } from './table.js'

/** The table that a contract refers to: asked, found, drawn, judged. */
export function Criteria({ result, voice }: Part) {
  const findings = allFindings(result)
  const domains = criterionDomains(findings)
  const present = SECTIONS.filter((section) => findings.some((finding) => sectionOf(finding) === section))
  const several = judgedSets(result).length > 1
  return (
    <section aria-labelledby={`${voice.language}-criteria`}>
      <h2 id={`${voice.language}-criteria`}>{voice.say('criteria.title')}</h2>
      {findings.length === 0 ? (
        <p>{voice.say('criteria.none')}</p>
      ) : (
        <p class="prose">
          {[
            voice.say('criteria.intro', { confidence: confidenceOf(voice, result) }),
            ...neededNote(voice, findings),
            ...sealUnchanged(voice, result),
          ].join(' ')}
        </p>
      )}
      {present.map((section) => (
        <Table
          key={section}
          name="criteria"
          caption={voice.say(`section.${section}`)}
          columns={[
            { key: 'asked', head: voice.say('criteria.asked') },
            { key: 'found', head: voice.say('criteria.found'), label: voice.say('criteria.found') },
            {
              key: 'drawing',
              kind: 'drawing',
              head: (
                <span class="ends">
                  <span>{voice.say('axis.worse')}</span>
                  <span>{voice.say('axis.better')}</span>
                </span>
              ),
            },
            { key: 'finding', head: voice.say('criteria.finding') },
          ]}
          rows={ordered(findings, section).map((finding, i) => ({
            key: String(i),
            cells: {
              asked: (
                <>
                  {finding.slice !== null && <strong class="slice">{sliceName(voice, finding.slice)}</strong>}
                  <span>{askedSentence(voice, result, finding)}</span>
                  {several && <span class="quiet"> {voice.say('criteria.onSet', { set: finding.set })}</span>}
                  {finding.level === 'warn' && <span class="quiet"> {voice.say('criteria.warn')}</span>}
                  {finding.basis === 'fixed' && <span class="quiet"> {voice.say('criteria.fixed')}</span>}
                </>
              ),
              found: (
                <>
                  {foundSentence(voice, result, finding)}
                  <Flip result={result} voice={voice} finding={finding} />
                </>
              ),
              drawing: <CriterionAxis result={result} voice={voice} finding={finding} domains={domains} />,
              finding: (
                <>
                  <Status status={finding.status} voice={voice} warn={finding.level === 'warn'} />
                  {finding.status !== 'pass' && <p class="reason">{shortReason(voice, result, finding)}</p>}
                </>
              ),
            },
          }))}
        />
      ))}
    </section>
  )
}

/** At which margin the finding would be another: what a reader asks who has not agreed to the margin yet. */
function Flip({ result, voice, finding }: Part & { readonly finding: Finding }) {
  const sentence = flipSentence(voice, result, finding)
  return sentence === null ? null : <span class="quiet"> {sentence}</span>
}

/** Segments of one criterion stand together, the worst first; everything else keeps the plan's order. */
function ordered(findings: readonly Finding[], section: Section): readonly Finding[] {
  const mine = findings.filter((finding) => sectionOf(finding) === section)
  if (section !== 'segments') return mine
  const first = new Map<string, number>()
  mine.forEach((finding, i) => first.set(finding.criterion, first.get(finding.criterion) ?? i))
  return [...mine].sort(
    (a, b) => (first.get(a.criterion) ?? 0) - (first.get(b.criterion) ?? 0) || worseness(b) - worseness(a),
  )
}
