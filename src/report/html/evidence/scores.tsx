import type { ComparisonTest, TestedQuantity } from '../../../core/comparisonTest.js'
import type { Grid, ValueEvidence } from '../../../core/evidence.js'
import { DensityGrid, type GridLine } from '../../charts/densityGrid.js'
import { mergeRows } from '../../disclosure/mergeRows.js'
import { formatDecimal } from '../../numbers.js'
import { bare, scaleOf, withUnit } from '../../quantity.js'
import type { Voice } from '../../voice.js'
import { quantityOf } from '../../words/comparison.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** Old against new on the same cases: scores of one class, or values with their Bland-Altman differences. */
export function Scores({ result, voice, set, evidence }: SetPart) {
  const outcome = evidence?.outcome ?? null
  if (outcome === null || outcome.kind === 'tensors') return null
  const smallest = result.plan.smallestCell
  if (outcome.kind === 'values')
    return (
      <Values
        outcome={outcome}
        voice={voice}
        smallest={smallest}
        unit={result.targetUnit}
        limits={result.tests?.find((test) => test.set === set && test.test === 'limits-of-agreement')}
      />
    )
  if (outcome.kind !== 'classes' || outcome.scores === null) return null
  const of = outcome.calibration?.of ?? null
  return (
    <Density
      grid={outcome.scores}
      voice={voice}
      smallest={smallest}
      finding={
        of === null
          ? voice.say('scores.findingPredicted', near(voice, outcome.scores))
          : voice.say('scores.finding', { ...near(voice, outcome.scores), label: of })
      }
      xName={voice.say('scores.old')}
      yName={voice.say('scores.new')}
      diagonal
    />
  )
}

function Values(props: {
  outcome: ValueEvidence
  voice: Voice
  smallest: number
  unit: string | null
  /** With the intervals of the three lines. */
  limits: ComparisonTest | undefined
}) {
  const { outcome, voice, smallest, unit } = props
  const around = (name: TestedQuantity) => quantityOf(props.limits, name)?.interval ?? null
  const { blandAltman, scores } = outcome
  if (blandAltman !== null) {
    const [low, high] = blandAltman.limits
    const scale = scaleOf('target', 'difference', { value: blandAltman.bias, interval: blandAltman.limits }, unit)
    return (
      <Density
        grid={blandAltman.grid}
        voice={voice}
        smallest={smallest}
        finding={voice.say('blandAltman.finding', {
          bias: withUnit(voice, scale, blandAltman.bias, 'never'),
          direction: voice.say(blandAltman.bias > 0 ? 'word.more' : 'word.less'),
          low: bare(voice, scale, low, 'always'),
          high: withUnit(voice, scale, high, 'always'),
          cases: voice.count(blandAltman.n),
        })}
        xName={unit === null ? voice.say('blandAltman.mean') : voice.say('blandAltman.meanIn', { unit })}
        yName={unit === null ? voice.say('blandAltman.difference') : voice.say('blandAltman.differenceIn', { unit })}
        lines={[
          { at: low, name: bare(voice, scale, low, 'always'), place: 'below', interval: around('low-limit') },
          {
            at: blandAltman.bias,
            name: bare(voice, scale, blandAltman.bias, 'always'),
            place: 'start',
            interval: around('bias'),
          },
          { at: high, name: bare(voice, scale, high, 'always'), place: 'above', interval: around('high-limit') },
        ]}
      />
    )
  }
  if (scores === null) return null
  return (
    <Density
      grid={scores}
      voice={voice}
      smallest={smallest}
      finding={voice.say('scores.findingValues', near(voice, scores))}
      xName={voice.say('scores.oldValue')}
      yName={voice.say('scores.newValue')}
      diagonal
    />
  )
}

function Density(props: {
  grid: Grid
  voice: Voice
  smallest: number
  finding: string
  xName: string
  yName: string
  diagonal?: boolean
  lines?: readonly GridLine[]
}) {
  const { grid, voice, smallest, finding, xName, yName } = props
  return (
    <figure>
      <figcaption>{finding}</figcaption>
      <DensityGrid
        grid={grid}
        voice={voice}
        smallest={smallest}
        title={finding}
        description={voice.say('scores.description', { x: xName, y: yName })}
        xName={xName}
        yName={yName}
        diagonal={props.diagonal ?? false}
        lines={props.lines ?? []}
        square={props.diagonal ?? false}
      />
      <p class="quiet">{voice.say('scores.shades', { smallest, diagonal: props.diagonal === true ? 'yes' : 'no' })}</p>
      <Fold title={voice.say('drawing.table')}>
        <CoarseTable grid={grid} voice={voice} smallest={smallest} xName={xName} yName={yName} />
      </Fold>
    </figure>
  )
}

const COARSE = 4

/** The drawing again as a table of at most four by four: enough to read it without seeing it. */
function CoarseTable(props: { grid: Grid; voice: Voice; smallest: number; xName: string; yName: string }) {
  const { grid, voice, smallest, xName, yName } = props
  const xs = groups(grid.xEdges)
  const ys = groups(grid.yEdges)
  const range = (edges: readonly number[], from: number, to: number): string =>
    voice.say('range.from', {
      low: formatDecimal(voice.language, edges[from]!, edgeDecimals(edges)),
      high: formatDecimal(voice.language, edges[to]!, edgeDecimals(edges)),
    })
  const places = ys.flatMap(([yFrom, yTo]) => xs.map(([from, to]) => ({ from, to, yFrom, yTo })))
  const counts = places.map(({ from, to, yFrom, yTo }) => sum(grid, from, to, yFrom, yTo))
  const { merged } = mergeRows(
    counts.map((cases) => [cases]),
    smallest,
  )
  const cell = (i: number): string => (merged.includes(i) ? voice.say('scores.hidden') : voice.count(counts[i]!))
  return (
    <Table
      name="numbers"
      caption={
        <>
          {voice.say('scores.table', { x: xName, y: yName })}
          {merged.length > 0 && (
            <span class="quiet">
              {voice.say('scores.merged', {
                n: merged.length,
                cases: voice.count(merged.reduce((total, i) => total + counts[i]!, 0)),
              })}
            </span>
          )}
        </>
      }
      columns={[
        { key: 'y', head: yName },
        ...xs.map(([from, to]) => ({
          key: String(from),
          head: range(grid.xEdges, from, to),
          kind: 'number' as const,
          label: range(grid.xEdges, from, to),
        })),
      ]}
      rows={ys.map(([yFrom, yTo], row) => ({
        key: String(yFrom),
        cells: {
          y: range(grid.yEdges, yFrom, yTo),
          ...Object.fromEntries(xs.map(([from], i) => [String(from), cell(row * xs.length + i)])),
        },
      }))}
    />
  )
}

/** Two significant digits of the whole axis. */
function edgeDecimals(edges: readonly number[]): number {
  return Math.max(0, 1 - Math.floor(Math.log10((edges.at(-1) ?? 1) - (edges[0] ?? 0) || 1)))
}

function groups(edges: readonly number[]): readonly (readonly [number, number])[] {
  const bins = edges.length - 1
  const wanted = Math.min(COARSE, bins)
  return Array.from(
    { length: wanted },
    (_, i) => [Math.round((i * bins) / wanted), Math.round(((i + 1) * bins) / wanted)] as const,
  )
}

function sum(grid: Grid, xFrom: number, xTo: number, yFrom: number, yTo: number): number {
  let cases = 0
  for (let j = yFrom; j < yTo; j++) for (let i = xFrom; i < xTo; i++) cases += grid.counts[j]?.[i] ?? 0
  return cases
}

/** Share of cases on the diagonal of the grid or one cell beside it. */
function near(voice: Voice, grid: Grid): { share: string; cases: string; width: string } {
  let total = 0
  let close = 0
  grid.counts.forEach((row, j) =>
    row.forEach((cases, i) => {
      total += cases
      if (Math.abs(i - j) <= 1) close += cases
    }),
  )
  const share = total === 0 ? 0 : close / total
  const scale = { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 1 }
  const width = 2 * ((grid.xEdges[1] ?? 0) - (grid.xEdges[0] ?? 0))
  return {
    share: withUnit(voice, scale, share),
    cases: voice.count(total),
    width: formatDecimal(voice.language, width, Math.max(0, -Math.floor(Math.log10(width || 1)))),
  }
}
