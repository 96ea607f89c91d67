import type { Draft } from '../../core/completeStatement.js'
import type { Result } from '../../core/result.js'
import type { Voice } from '../voice.js'
import { Annex } from './annex.js'
import { Attention } from './attention.js'
import { Causes } from './causes.js'
import { Compared } from './compared.js'
import { Criteria } from './criteria.js'
import { Evidence } from './evidence/evidence.js'
import { Head } from './head.js'
import { Method } from './method.js'
import { Since, SinceCriteria } from './since.js'
import { Signature } from './signature.js'
import { Verdict } from './verdict.js'

export interface Part {
  readonly result: Result
  readonly voice: Voice
}

interface LetterProps extends Part {
  readonly fingerprint: string
  readonly earlier: Result | null
  readonly draft: Draft | null
}

/** The whole report in one language, in the order in which it is read. */
export function Letter({ result, voice, fingerprint, earlier, draft }: LetterProps) {
  return (
    <>
      <Head result={result} voice={voice} />
      {earlier !== null && <Since result={result} voice={voice} earlier={earlier} />}
      <Verdict result={result} voice={voice} />
      <Attention result={result} voice={voice} />
      <Causes result={result} voice={voice} />
      {earlier !== null && <SinceCriteria result={result} voice={voice} earlier={earlier} />}
      <Criteria result={result} voice={voice} />
      <Evidence result={result} voice={voice} />
      <Compared result={result} voice={voice} />
      <Method result={result} voice={voice} />
      <Annex result={result} voice={voice} fingerprint={fingerprint} />
      <Signature result={result} voice={voice} fingerprint={fingerprint} draft={draft} />
    </>
  )
}
