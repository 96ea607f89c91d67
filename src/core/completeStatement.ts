import { STATEMENT_TYPE, TEST_RESULT } from './inToto.js'
import type { Acceptance, Signatory, Statement, Subject, Waiver } from './statement.js'

/** Everything of a statement but who signs it and after whom. */
export interface Draft {
  readonly subject: readonly Subject[]
  readonly configuration: readonly Subject[]
  readonly found: Pick<Acceptance, 'recette' | 'title' | 'delivery' | 'testedAt' | 'verdict'>
  readonly tests: readonly Test[]
}

export interface Test {
  readonly name: string
  readonly criterion: string
  readonly status: 'passed' | 'warned' | 'failed'
}

/** What somebody decides, beside what was found. */
export type Decided = Omit<Acceptance, keyof Draft['found']>
/** What a signatory says of himself; the key is that of the signature. */
export type Signer = Omit<Signatory, 'publicKey'>

/** The statement that a draft becomes. */
export function completeStatement(
  draft: Draft,
  decided: Decided,
  rest: Pick<Statement['predicate'], 'signatory' | 'previous'>,
): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject: [...draft.subject],
    predicateType: TEST_RESULT,
    predicate: {
      ...outcomeOf(draft, decided.waivers),
      configuration: [...draft.configuration],
      acceptance: { ...draft.found, ...decided },
      ...rest,
    },
  }
}

/** The statement of one who signs after others: of the same decision on the same files, bound to the envelope before it. */
export function continueStatement(
  last: Statement,
  rest: Pick<Statement['predicate'], 'signatory' | 'previous'>,
): Statement {
  return { ...last, predicate: { ...last.predicate, ...rest } }
}

/** A statement without what is its signatory's own: the same in every statement of a record. */
export function sharedOf(statement: Statement): unknown {
  return { ...statement, predicate: { ...statement.predicate, signatory: null, previous: null } }
}

type Outcome = Pick<Statement['predicate'], 'result' | 'passedTests' | 'warnedTests' | 'failedTests'>

/**
 * Criteria that are waived are warned of, not failed, and never passed. Nothing that did not pass, or was not measured at all, is PASSED.
 */
export function outcomeOf({ tests, found }: Draft, waivers: readonly Waiver[]): Outcome {
  const waived = new Set(waivers.map(({ criterion }) => criterion))
  const namesOf = (status: Test['status']): string[] =>
    tests.filter((test) => (waived.has(test.criterion) ? 'warned' : test.status) === status).map(({ name }) => name)
  const lists = { passedTests: namesOf('passed'), warnedTests: namesOf('warned'), failedTests: namesOf('failed') }
  if (tests.length === 0 || lists.failedTests.length > 0 || (found.verdict !== 'pass' && waivers.length === 0))
    return { result: 'FAILED', ...lists }
  return { result: lists.warnedTests.length > 0 ? 'WARNED' : 'PASSED', ...lists }
}
