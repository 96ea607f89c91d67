import { expect, it } from 'vitest'
import { reportDigests } from '../../src/cli/record/readInputs.js'
import { fillReportDigest } from '../../src/core/reportDigest.js'

const REPORT = Buffer.from(
  fillReportDigest(`<html data-recette-report="${'0'.repeat(64)}"><p>Réception \uFFFD</p></html>`),
)

it('a report is known by what it says of itself, and no bit of it can be flipped, not in that place either', () => {
  const { recetteReport } = reportDigests(REPORT)
  expect(recetteReport).toMatch(/^[0-9a-f]{64}$/)
  expect(REPORT.toString()).toContain(`data-recette-report="${recetteReport}"`)
  const same: number[] = []
  for (let bit = 0; bit < REPORT.length * 8; bit++) {
    const changed = Buffer.from(REPORT)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    if (reportDigests(changed)['recetteReport'] === recetteReport) same.push(bit)
  }
  expect(same).toEqual([])
})
