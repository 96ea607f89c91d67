import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layHandover, PLAN, readResult, type Handover } from './handover.js'

/*
 * 1,200 cases, both models recorded. Old is right but for every eleventh case; new answers the opposite where city is Ajaccio (every tenth
 * case), and nothing else differs. The patient's name is personal by the set's card, and tells the city too.
 */
const CITIES = ['Lyon', 'Paris', 'Brest', 'Lille', 'Nice', 'Metz', 'Tours', 'Caen', 'Dijon', 'Ajaccio']
const CASES = Array.from({ length: 1_200 }, (_, i) => {
  const label = Math.floor(i / 10) % 2 === 0 ? 'yes' : 'no'
  const other = label === 'yes' ? 'no' : 'yes'
  const city = CITIES[i % 10]!
  const old = i % 11 === 0 ? other : label
  return {
    id: `c${i}`,
    city,
    patient: city === 'Ajaccio' ? 'Anna' : 'Paul',
    age: 20 + ((i * 7) % 61),
    label,
    old,
    new: city === 'Ajaccio' ? (old === 'yes' ? 'no' : 'yes') : old,
  }
})
const table = (columns: readonly (keyof (typeof CASES)[number])[]): string =>
  [columns.join(','), ...CASES.map((one) => columns.map((column) => one[column]).join(','))].join('\n') + '\n'

const lay = (columns: string, more = ''): Promise<Handover> =>
  layHandover({
    plan: PLAN.replace(/old: \{.*\}/, 'old: { predictions: old.csv, id: id, predicted: old }')
      .replace(/new: \{.*\}/, 'new: { predictions: new.csv, id: id, predicted: new }')
      .replace('maxDegradation: 5 points', 'maxDegradation: 12 points')
      .replace('id: id, label: label, positive: "yes"', columns)
      .replace('languages: [en]', 'languages: [en, fr]')
      .concat(more),
    files: {
      'test.csv': table(['id', 'city', 'patient', 'age', 'label']),
      'test.card.yaml': 'columns: [{ name: patient, personal: true }]\n',
      'old.csv': table(['id', 'old']),
      'new.csv': table(['id', 'new']),
    },
    earlier: false,
  })

const ROLES = 'id: id, label: label, positive: "yes"'

describe('a segment that nobody declared', () => {
  it('is found and named though every criterion passes, and changes nothing about that', async () => {
    const handover = await lay(ROLES)
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(0)
    const { sliceSearch, verdict } = readResult(handover.out)
    expect(verdict.status).toBe('pass')
    const [search] = sliceSearch!
    expect(search!.found.map(({ slice }) => slice)).toEqual([[{ column: 'city', value: 'Ajaccio' }]])
    expect(search!.columns).toEqual(['city', 'age'])
    expect(search!.leftOut).toEqual([{ column: 'patient', reason: 'personal' }])
    expect(run.stdout).toContain('A segment in which the new model loses, found by search.')
    expect(run.stdout).toContain('city\u00A0=\u00A0Ajaccio: accuracy')
    const report = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(report).toContain('Where does the new model lose?')
    expect(report).toContain('Où le nouveau modèle perd-il\u202F?')
    expect(report).toContain('Not looked at: patient (personal data).')
    expect(report).not.toContain('Anna')
  })

  it('is not looked for where the plan says so, or not in that column; and that nothing was found is said', async () => {
    const off = await lay(ROLES, 'search: false\n')
    expect((await off.run()).code).toBe(0)
    expect(readResult(off.out).sliceSearch).toBeUndefined()

    const elsewhere = await lay(ROLES, 'search: { columns: [age], minCases: 60, depth: 1 }\n')
    const run = await elsewhere.run()
    expect(run.code, run.stderr).toBe(0)
    expect(readResult(elsewhere.out).sliceSearch).toMatchObject([
      { columns: ['age'], minCases: 60, depth: 1, found: [] },
    ])
    expect(run.stdout.replace(/\s+/g, ' ')).toMatch(
      /No segment was found in which the new model surely loses: \d+ segments of one column were searched\./,
    )
  })

  it('cannot be looked for in a column that is not there, or by the label: both are told before anything is run', async () => {
    const unknown = await lay(ROLES, 'search: { columns: [town] }\n')
    const refused = await unknown.run()
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('has no column "town", which the plan names in search.columns.')

    const label = await lay(ROLES, 'search: { columns: [label] }\n')
    expect((await label.run()).stderr).toContain('"label" is the label of a case, and no column to search segments by.')
  })
})
