// The tables of METHODS.md, between their marks, out of what was counted.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LIMITS, percent } from './checkCalibration.mjs'

const START = '<!-- simulate: start (made by npm run simulate) -->'
const END = '<!-- simulate: end -->'

export function writeTables(results) {
  const file = fileURLToPath(new URL('../../METHODS.md', import.meta.url))
  const text = readFileSync(file, 'utf8')
  const [before, rest] = split(text, START)
  const [, after] = split(rest, END)
  writeFileSync(file, `${before}${START}\n\n${tables(results)}\n\n${END}${after}`)
}

function split(text, mark) {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`METHODS.md has no ${mark}`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

export function tables(results) {
  const cells = Object.entries(results.cells).map(([key, { tally }]) => ({ parts: key.split('/'), tally }))
  return [
    head(results, cells),
    '',
    '**Intervals of the difference: coverage, and passes at the margin.** Of each size: the least and the largest coverage over the worlds of that size; beside it, how often a criterion passes whose margin is exactly the true degradation, at most.',
    '',
    ...intervals(cells.filter(({ tally }) => !isAlone(tally))),
    '',
    ...cells.filter(({ tally }) => isAlone(tally)).flatMap(alone),
    ...outside(cells),
    '',
    '**Two models of one quality, the whole preset `replacement`.** Share of handovers by verdict, over the worlds of that size (least to largest).',
    '',
    ...verdicts(cells),
    '',
    '**Large sets** (old errs in 10 % of the cases). The preset, and on the same cases two usual rules: "no measure more than 20 % worse" and "no significant difference" (McNemar, 5 %).',
    '',
    ...detection(cells),
  ].join('\n')
}

function head({ seed, seconds }, cells) {
  const counts = cells.filter(({ parts }) => parts[0] !== 'detection').map(({ tally }) => tally.tries)
  const least = Math.min(...counts)
  const most = Math.max(...counts)
  const tries = least === most ? `${least} handovers a cell` : `${least} to ${most} handovers a cell`
  return `Seed ${seed}; ${counts.length} cells, ${tries}; ${Math.ceil(seconds / 60)} minutes on two threads of a busy machine.`
}

function intervals(cells) {
  const worse = cells.filter(({ parts }) => parts[0] === 'worse')
  const sizes = sizesOf(worse)
  const families = [...new Set(worse.flatMap(({ tally }) => Object.keys(tally)))].filter((name) => name !== 'tries')
  return [
    `| measure | ${sizes.map((n) => `n = ${n.toLocaleString('en')}`).join(' | ')} |`,
    `|-|${sizes.map(() => '-').join('|')}|`,
    ...families.map((family) => {
      const columns = sizes.map((n) => {
        const of = worse.filter(({ parts, tally }) => Number(parts[2]) === n && tally[family] !== undefined)
        const covered = of.map(({ tally }) => coverage(tally, family)).filter((share) => !Number.isNaN(share))
        const passed = of.map(({ tally }) => tally[family].passed / tally.tries)
        return `${range(covered)}; ${percent(Math.max(...passed))}`
      })
      return `| ${family} | ${columns.join(' | ')} |`
    }),
  ]
}

/** A cell of one measure, for a method of its own. */
function isAlone(tally) {
  return Object.values(tally).filter((count) => typeof count === 'object').length === 1
}

function alone({ parts, tally }) {
  const [family] = Object.keys(tally).filter((name) => name !== 'tries')
  const size = Number(parts[2]).toLocaleString('en')
  const passed = percent(tally[family].passed / tally.tries)
  return [
    `${family}, n = ${size} (${worldOf(parts)}): covers ${percent(coverage(tally, family))}; ${passed} (${tally.tries} handovers).`,
    '',
  ]
}

function coverage(tally, family) {
  const decided = tally.tries - tally[family].none
  return decided < tally.tries / 10 ? Number.NaN : tally[family].held / decided
}

/** Which cells miss the numbers, plainly. */
function outside(cells) {
  const lines = cells
    .filter(({ parts }) => parts[0] === 'worse')
    .flatMap(({ parts, tally }) =>
      Object.keys(tally).flatMap((family) => {
        if (family === 'tries') return []
        const covered = coverage(tally, family)
        const passed = tally[family].passed / tally.tries
        return [{ family, n: Number(parts[2]), world: worldOf(parts), covered, passed, tries: tally.tries }]
      }),
    )
  const low = lines.filter(({ covered }) => covered < LIMITS.coverageLow)
  const high = lines.filter(({ covered }) => covered > LIMITS.coverageHigh)
  const loose = lines.filter(({ passed }) => passed > LIMITS.passAtMargin)
  // Of tries at 2.5 %, three standard errors more: beyond that it is hardly chance.
  const sure = loose.filter(({ passed, tries }) => passed > 0.025 + 3 * Math.sqrt((0.025 * 0.975) / tries))
  return [
    `Of ${lines.length} measures x cells, ${lines.length - low.length - high.length} cover between 93.5 and 96.5 %, ${high.length} more than that (on the safe side), ${low.length} less${list(low, ({ covered }) => percent(covered))}. ` +
      `${loose.length} pass at their margin in more than 3 %, ${sure.length} of them by more than chance explains (three standard errors above 2.5 %)${list(sure, ({ passed }) => percent(passed))}.`,
  ]
}

function list(lines, figure) {
  if (lines.length === 0) return ''
  return `: ${lines.map((line) => `${line.family} (n = ${line.n}, ${line.world}) ${figure(line)}`).join('; ')}`
}

function worldOf(parts) {
  return parts[1] === 'classification'
    ? `${percent(Number(parts[3]), 1)} errors`
    : `${percent(Number(parts[3]), 0)} unexplained, ${parts[4]} tails`
}

function verdicts(cells) {
  const equal = cells.filter(({ parts }) => parts[0] === 'equal')
  return [
    '| task | n | pass | inconclusive | fail | could not run |',
    '|-|-|-|-|-|-|',
    ...['classification', 'regression'].flatMap((task) =>
      sizesOf(equal).map((n) => {
        const of = equal.filter(({ parts }) => parts[1] === task && Number(parts[2]) === n)
        const shares = ['pass', 'inconclusive', 'fail', 'could-not-run'].map((status) =>
          range(of.map(({ tally }) => (tally[status] ?? 0) / tally.tries)),
        )
        return `| ${task} | ${n.toLocaleString('en')} | ${shares.join(' | ')} |`
      }),
    ),
  ]
}

function detection(cells) {
  const of = cells.filter(({ parts }) => parts[0] === 'detection')
  const pairs = [...new Set(of.map(({ parts }) => parts[1]))]
  return [
    '| new is | n | tries | Recette: pass | inconclusive | fail | 20 % tolerance: pass | no significant difference |',
    '|-|-|-|-|-|-|-|-|',
    ...pairs.flatMap((pair) =>
      sizesOf(of.filter(({ parts }) => parts[1] === pair)).map((n) => {
        const { tally } = of.find(({ parts }) => parts[1] === pair && Number(parts[2]) === n)
        const share = (key) => percent((tally[key] ?? 0) / tally.tries, 0)
        const told = ['pass', 'inconclusive', 'fail', 'tolerance passes', 'significance passes'].map(share)
        return `| ${pair} | ${n.toLocaleString('en')} | ${tally.tries} | ${told.join(' | ')} |`
      }),
    ),
  ]
}

function sizesOf(cells) {
  return [...new Set(cells.map(({ parts }) => Number(parts[2])))].sort((a, b) => a - b)
}

function range(shares) {
  if (shares.length === 0) return 'none'
  const [low, high] = [Math.min(...shares), Math.max(...shares)].map((share) => (100 * share).toFixed(1))
  return low === high ? `${low} %` : `${low} to ${high} %`
}
