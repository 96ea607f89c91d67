import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { asWritten, bare, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { findingScale } from '../words/asked.js'
import { foundSentence } from '../words/found.js'
import { isSuppressed, keyOf } from '../words/lookup.js'
import { theMeasure } from '../words/measureName.js'

const WIDTH = 232
const PAD = 14
const LINE = 16

/** Left and right end of an axis, in oriented units: right is always better. */
export type Domain = readonly [low: number, high: number]
export type Domains = ReadonlyMap<string, Domain>

/**
 * One criterion on its axis: a soft band where the plan accepts the whole interval, a line for the interval, a dot for the value.
 * What lies outside the axis is cut, with an arrow.
 */
export function CriterionAxis(props: { result: Result; voice: Voice; finding: Finding; domains: Domains }) {
  const { result, voice, finding, domains } = props
  const domain = domains.get(axisKey(finding))
  if (finding.value === null || domain === undefined || isSuppressed(result, finding))
    return <span class="quiet">{voice.say('axis.nothing')}</span>
  const [low, high] = domain
  const x = (oriented: number): number =>
    PAD + ((Math.min(high, Math.max(low, oriented)) - low) / (high - low)) * (WIDTH - 2 * PAD)
  const band = acceptedBand(finding, domain)
  const [from, to] = orderedPair((finding.interval ?? [finding.value, finding.value]).map((v) => orient(finding, v)))
  const value = orient(finding, finding.value)
  const margins = Array.isArray(finding.margin) ? finding.margin : [finding.margin]
  const scale = findingScale(result, finding)
  const zero = finding.sense === 'value' ? null : 0
  return (
    <svg class={`axis is-${finding.status}`} viewBox={`0 0 ${WIDTH} 42`} width={WIDTH} height="42" role="img">
      <title>{`${theMeasure(voice, finding)}: ${foundSentence(voice, result, finding)}`}</title>
      <rect class="band" x={x(band[0])} y="3" width={Math.max(2, x(band[1]) - x(band[0]))} height={2 * LINE - 6} />
      <path class="base" d={`M${PAD} ${LINE}H${WIDTH - PAD}`} />
      {zero !== null && <path class="zero" d={`M${x(0)} 5V${2 * LINE - 5}`} />}
      {margins.map((margin) => (
        <path key={margin} class="margin" d={`M${x(orient(finding, margin))} 1V${2 * LINE - 1}`} />
      ))}
      <path class="interval" d={`M${x(from)} ${LINE}H${x(to)}`} />
      {from < low && <path class="arrow" d={`M${PAD} ${LINE - 5}l-8 5 8 5z`} />}
      {to > high && <path class="arrow" d={`M${WIDTH - PAD} ${LINE - 5}l8 5-8 5z`} />}
      {value >= low && value <= high ? (
        <circle class="dot" cx={x(value)} cy={LINE} r="4.5" />
      ) : (
        <text class="clipped" x={value < low ? 2 : WIDTH - 2} y="9" text-anchor={value < low ? 'start' : 'end'}>
          {bare(voice, scale, finding.value, 'never')}
        </text>
      )}
      {margins.map((margin) => (
        <Label key={margin} x={x(orient(finding, margin))} text={withUnit(voice, asWritten(scale, margin), margin)} />
      ))}
      {zero !== null &&
        farFrom(
          x(0),
          margins.map((margin) => x(orient(finding, margin))),
        ) && <Label x={x(0)} text="0" />}
    </svg>
  )
}

/** One axis for all findings of the same unit and sense, so that the eye compares; bounds on values have one a measure. */
export function criterionDomains(findings: readonly Finding[]): Domains {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.value === null) continue
    const group = groups.get(axisKey(finding)) ?? []
    group.push(finding)
    groups.set(axisKey(finding), group)
  }
  return new Map([...groups].map(([key, group]) => [key, domainOf(group)]))
}

function domainOf(findings: readonly Finding[]): Domain {
  const margins = findings.flatMap((finding) =>
    (Array.isArray(finding.margin) ? finding.margin : [finding.margin]).map((margin) => orient(finding, margin)),
  )
  const ends = findings.flatMap((finding) =>
    [finding.value ?? 0, ...(finding.interval ?? [])].map((value) => orient(finding, value)),
  )
  const zero = findings.some(({ sense }) => sense !== 'value') ? [0] : []
  // Beyond three margins an interval is cut: the margin must stay visible beside a very wide one.
  const reach = 3 * Math.max(...margins.map(Math.abs), 0)
  const kept = zero.length > 0 && reach > 0 ? ends.filter((end) => Math.abs(end) <= reach) : ends
  const cut = kept.length < ends.length ? [-reach, reach] : []
  const all = [...margins, ...kept, ...cut, ...zero]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const room = (high - low || Math.abs(high) || 1) * 0.12
  const [least, most] = limitsOf(findings[0])
  return [Math.max(least, low - room), Math.min(most, high + room)]
}

/** A share ends at 0 and at 100 %: its axis does too. */
function limitsOf(finding: Finding | undefined): Domain {
  if (finding?.sense !== 'value' || finding.unit !== 'proportion') return [-Infinity, Infinity]
  return measureInfo(finding.measure).direction === 'lower' ? [-1, 0] : [0, 1]
}

/** Turned so that right is better: a degradation is negative, a bound on an error is mirrored. */
function orient({ sense, measure }: Finding, value: number): number {
  if (sense === 'degradation') return -value
  if (sense === 'improvement') return value
  return measureInfo(measure).direction === 'lower' ? -value : value
}

function acceptedBand(finding: Finding, [low, high]: Domain): readonly [number, number] {
  if (Array.isArray(finding.margin)) return orderedPair(finding.margin.map((margin) => orient(finding, margin)))
  const bound = orient(finding, finding.margin)
  return finding.sense === 'value' && measureInfo(finding.measure).direction === 'zero' ? [low, bound] : [bound, high]
}

function axisKey(finding: Finding): string {
  return finding.sense === 'value'
    ? `value ${keyOf(finding)}`
    : `change ${finding.unit} ${OWN_AXIS.has(finding.unit) ? keyOf(finding) : ''}`
}

/** Units in which two measures are not of one size: a log-loss and a kappa share no axis. */
const OWN_AXIS: ReadonlySet<Finding['unit']> = new Set(['number', 'bytes', 'ms', 'per-second', 'dB'])

function Label({ x, text }: { x: number; text: string }) {
  const anchor = x < 60 ? 'start' : x > WIDTH - 60 ? 'end' : 'middle'
  const at = anchor === 'start' ? Math.max(0, x - 12) : anchor === 'end' ? Math.min(WIDTH, x + 12) : x
  return (
    <text class="tick" x={at} y="40" text-anchor={anchor}>
      {text}
    </text>
  )
}

function farFrom(x: number, others: readonly number[]): boolean {
  return others.every((other) => Math.abs(other - x) > 40)
}

function orderedPair(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)]
}
