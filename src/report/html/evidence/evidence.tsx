import type { ComponentChildren } from 'preact'
import type { Evidence as SetEvidence } from '../../../core/evidence.js'
import { headResults, inHead } from '../../words/heads.js'
import { judgedSets } from '../../words/lookup.js'
import { Fold } from '../fold.js'
import type { Part } from '../letter.js'
import { Apart } from './apart.js'
import { Calibration } from './calibration.js'
import { Changes } from './changes.js'
import { Costs } from './costs.js'
import { Drift } from './drift.js'
import { ErrorSizes } from './errorSizes.js'
import { Interchange } from './interchange.js'
import { Noise } from './noise.js'
import { Operating } from './operating.js'
import { Outputs } from './outputs.js'
import { Quality } from './quality.js'
import { Scores } from './scores.js'
import { Segments } from './segments.js'
import { SlicesFound } from './sliceSearch.js'
import { Speed } from './speed.js'

export interface SetPart extends Part {
  readonly set: string
  readonly evidence: SetEvidence | null
}

/** What stands behind the criteria, set by set; folded on screen, open on paper. */
export function Evidence({ result, voice }: Part) {
  const sets = judgedSets(result)
  return (
    <section aria-labelledby={`${voice.language}-evidence`}>
      <h2 id={`${voice.language}-evidence`}>{voice.say('evidence.title')}</h2>
      <p class="prose on-screen">{voice.say('evidence.intro')}</p>
      {sets.map((set) => {
        return (
          <div key={set}>
            {sets.length > 1 && (
              <h3>{voice.say('evidence.set', { set, cases: voice.count(result.sets[set]?.compared ?? 0) })}</h3>
            )}
            {headResults(result).map(({ name, result: of }, index) => (
              <HeadEvidence key={name} result={of} voice={voice} set={set} head={name} withSpeed={index === 0} />
            ))}
          </div>
        )
      })}
      {headResults(result).map(({ name, result: of }) => (
        <Chapter
          key={name}
          title={inHead(voice, name, voice.say('evidence.noise'))}
          body={Noise({ result: of, voice })}
        />
      ))}
    </section>
  )
}

function HeadEvidence(
  props: Part & { readonly set: string; readonly head: string | null; readonly withSpeed: boolean },
) {
  const { result, voice, set, head, withSpeed } = props
  const part = { result, voice, set, evidence: result.evidence.find((evidence) => evidence.set === set) ?? null }
  const cases = voice.count(result.sets[set]?.compared ?? 0)
  return (
    <>
      {head !== null && <h4>{voice.say('head.title', { head, cases })}</h4>}
      <Chapter title={voice.say('evidence.quality')} body={Quality(part)} />
      <Chapter title={voice.say('evidence.changes')} body={Changes(part)} />
      <Chapter title={voice.say('evidence.segments')} body={Segments(part)} />
      <Chapter title={voice.say('search.title')} body={SlicesFound(part)} />
      <Chapter title={voice.say('apart.title')} body={Apart(part)} />
      <Chapter title={voice.say('evidence.operating')} body={Operating(part)} />
      <Chapter title={voice.say('evidence.costs')} body={Costs(part)} />
      <Chapter title={voice.say('evidence.calibration')} body={Calibration(part)} />
      <Chapter title={voice.say('evidence.outputs')} body={Outputs(part)} />
      <Chapter title={voice.say('evidence.errors')} body={ErrorSizes(part)} />
      <Chapter title={voice.say('evidence.scores')} body={Scores(part)} />
      <Chapter title={voice.say('comparison.title')} body={Interchange(part)} />
      <Chapter title={voice.say('evidence.drift')} body={Drift(part)} />
      {withSpeed && <Chapter title={voice.say('evidence.speed')} body={Speed(part)} />}
    </>
  )
}

/** A chapter without material is left out; « what was not tested » says so above. */
function Chapter({ title, body }: { title: string; body: ComponentChildren }) {
  return body === null ? null : (
    <Fold title={title} name="chapter">
      {body}
    </Fold>
  )
}
