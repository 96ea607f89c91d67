import type { Cause } from '../../core/cause.js'
import type { Evidence } from '../../core/evidence.js'
import type { Notice } from '../../core/result.js'
import type { Side } from '../../core/spec.js'
import { suggestLabelOrder } from '../../measures/suggestLabelOrder.js'
import type { LabelAgreement } from '../../replay/labels.js'

/**
 * A notice for each side whose answers fit far better if its labels stood in another order: tested against what is right, or for want of
 * that the new model against the old one. The result stays what it is.
 */
export function labelOrderNotices(agreement: LabelAgreement, evidence: readonly Evidence[]): Notice[] {
  const joint = evidence.flatMap(({ outcome }) => (outcome?.kind === 'classes' ? [outcome.joint] : []))
  const labelled = joint.some(({ cells }) => cells.some(([truth]) => truth >= 0))
  const sides: readonly Side[] = labelled ? ['old', 'new'] : ['new']
  return sides.flatMap((side) => {
    const own = ownLabelOf(side, agreement)
    // Only where one label of the model is one label of the comparison can another order be told from another meaning.
    const tested = own.flatMap((text, place) => (text === null ? [] : [place]))
    const at = new Map(tested.map((place, index) => [place, index]))
    const confusion = tested.map(() => tested.map(() => 0))
    for (const { cells } of joint) {
      for (const [truth, old, newer, cases] of cells) {
        const answer = at.get(side === 'old' ? old : newer)
        const right = at.get(labelled ? truth : old)
        if (answer !== undefined && right !== undefined) confusion[answer]![right]! += cases
      }
    }
    const found = suggestLabelOrder(confusion)
    if (found === null) return []
    const seems = new Map(tested.map((place, index) => [own[place]!, own[tested[found.order[index]!]!]!]))
    const given = agreement.own[side].labels.filter((text) => seems.has(text))
    const moved = given.filter((text) => seems.get(text) !== text)
    const shown = given.length <= MOST_SHOWN ? given : moved.slice(0, MOST_SHOWN)
    const list = (texts: readonly string[]): string =>
      `[${texts.join(', ')}${shown.length < moved.length ? ', …' : ''}]`
    return [
      {
        code: `label-order-${side}${labelled ? '' : '-by-old'}`,
        values: {
          given: list(shown),
          other: list(shown.map((text) => seems.get(text)!)),
          cases: found.cases,
          before: found.rightAsGiven,
          after: found.rightReordered,
        },
      },
    ]
  })
}

/** The order of new's labels as a probable cause says the same, with what to write in the plan: the notice of it is left out then. */
export function sayOrderOnce(notices: readonly Notice[], causes: readonly Cause[]): readonly Notice[] {
  const told = causes.filter(({ cause }) => cause === 'label-order').map(({ head }) => head)
  return notices.filter(({ code, head }) => !(/^label-order-new(-by-old)?$/.test(code) && told.includes(head)))
}

const MOST_SHOWN = 20

/** For each label of the comparison the one label of this side that counts as it; null where it is none, or several. */
function ownLabelOf(side: Side, { labels, own, index }: LabelAgreement): (string | null)[] {
  const found: string[][] = labels.map(() => [])
  for (const text of own[side].labels) found[index[side].get(text) ?? -1]?.push(text)
  return found.map((texts) => (texts.length === 1 ? texts[0]! : null))
}
