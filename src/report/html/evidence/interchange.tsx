import type { ComparisonTest } from '../../../core/comparisonTest.js'
import { askedSentence } from '../../words/asked.js'
import { comparisonSentences, pValueText, quantitiesText, testName } from '../../words/comparison.js'
import { confidenceOf } from '../../words/facts.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** The two models as two instruments that measure the same cases: sentences first, every test in tables behind them. */
export function Interchange({ result, voice, set }: SetPart) {
  const tests = (result.tests ?? []).filter((test) => test.set === set)
  if (tests.length === 0) return null
  const ofModels = tests.filter(({ criterion }) => criterion === undefined)
  const ofMargins = tests.filter(({ criterion }) => criterion !== undefined)
  return (
    <>
      <p class="prose">{voice.say('comparison.intro')}</p>
      <ul class="prose">
        {comparisonSentences(voice, result, set).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {ofMargins.length > 0 && <Margins result={result} voice={voice} tests={ofMargins} />}
      {ofModels.length > 0 && (
        <Fold title={voice.say('comparison.tests', { confidence: confidenceOf(voice, result) })}>
          <Table
            name="numbers"
            captionUnseen
            caption={voice.say('comparison.tests', { confidence: confidenceOf(voice, result) })}
            columns={[
              { key: 'test', head: voice.say('comparison.test') },
              { key: 'found', head: voice.say('comparison.found'), label: voice.say('comparison.found') },
              { key: 'p', head: voice.say('comparison.p'), kind: 'number', label: voice.say('comparison.p') },
              {
                key: 'cases',
                head: voice.say('comparison.cases'),
                kind: 'number',
                label: voice.say('comparison.cases'),
              },
            ]}
            rows={ofModels.map((test, i) => ({
              key: String(i),
              cells: {
                test: testName(voice, test),
                found: quantitiesText(voice, result, test),
                p: pValueText(voice, test.pValue),
                cases:
                  test.sampled === true
                    ? voice.say('comparison.sampled', { cases: voice.count(test.n) })
                    : voice.count(test.n),
              },
            }))}
          />
        </Fold>
      )}
    </>
  )
}

function Margins({ result, voice, tests }: Pick<SetPart, 'result' | 'voice'> & { tests: readonly ComparisonTest[] }) {
  return (
    <Fold title={voice.say('comparison.margins')}>
      <p class="prose">{voice.say('comparison.marginsIntro')}</p>
      <Table
        name="numbers"
        captionUnseen
        caption={voice.say('comparison.margins')}
        columns={[
          { key: 'criterion', head: voice.say('comparison.margin') },
          { key: 'p', head: voice.say('comparison.p'), kind: 'number', label: voice.say('comparison.p') },
          { key: 'cases', head: voice.say('comparison.cases'), kind: 'number', label: voice.say('comparison.cases') },
        ]}
        rows={tests.map((test, i) => {
          const finding = result.findings.find(
            ({ criterion, set, slice }) => criterion === test.criterion && set === test.set && slice === null,
          )
          return {
            key: String(i),
            cells: {
              criterion: (
                <>
                  {finding !== undefined && <span>{askedSentence(voice, result, finding)} </span>}
                  <span class="quiet">{testName(voice, test)}</span>
                </>
              ),
              p: pValueText(voice, test.pValue),
              cases: voice.count(test.n),
            },
          }
        })}
      />
    </Fold>
  )
}
