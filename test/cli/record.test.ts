import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SigningKey } from '../../src/record/keys.js'
import { makeKey, type KeyFiles } from '../../src/record/makeKey.js'
import { newKey } from '../record/records.js'
import { layHandover, PLAN, readResult, type Handover } from './handover.js'
import { runCli, type CliRun } from './runCli.js'

const PASSPHRASE = 'a sentence for tests'
const NOBODY = { RECETTE_PASSPHRASE: PASSPHRASE, RECETTE_KEY: '' }
const CLIENT = ['--name', 'Claire Perrin', '--role', 'owner', '--company', 'Maison Perrin', '--key', 'client.key']
const RECORD = 'report/record.intoto.jsonl'

const keys = { client: bareKey(newKey()), agency: bareKey(newKey('ecdsa-p256')) }

/** A key without a passphrase, which is quicker to open: passphrases have a test of their own. */
function bareKey({ object, publicKey }: SigningKey): KeyFiles {
  return {
    privateKey: object.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.object.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

interface Desk extends Handover {
  say(...args: string[]): Promise<CliRun>
}

/** A finished report, and the keys of the client and of the agency. */
async function layDesk(plan = PLAN): Promise<Desk> {
  const handover = await layHandover({
    plan,
    files: {
      'client.key': keys.client.privateKey,
      'client.pub': keys.client.publicKey,
      'agency.key': keys.agency.privateKey,
      'agency.pub': keys.agency.publicKey,
    },
  })
  const say = (...args: string[]) => runCli(args, { cwd: handover.folder, env: NOBODY })
  return { ...handover, say }
}

describe('a decision signed in the terminal', () => {
  it('is signed by the client and the agency, and verified by both keys', async () => {
    const { say } = await layDesk()
    const first = await say('sign', 'report', '--decision', 'accepted', ...CLIENT)
    expect(first.stderr + first.stdout).toContain('Decision: accepted')
    expect(first.code).toBe(0)
    const second = await say('sign', 'report', '--name', 'Luc Neuf', '--key', 'agency.key')
    expect(second.code, second.stderr).toBe(0)

    const both = ['--key', 'client.pub', '--key', 'agency.pub']
    const verified = await say('verify', RECORD, ...both, '--artifacts')
    // The two files beside the record are looked at without being asked for.
    for (const name of ['result.json', 'report.html'])
      expect(verified.stdout).toContain(`✔ report/${name} is what was signed as “${name}”, byte for byte.`)
    expect(verified.stdout).toContain('✔ Claire Perrin signed, with the key that you gave as client.pub.')
    expect(verified.stdout).toContain('✔ new.onnx is what was signed as “model:new”, byte for byte.')
    expect(verified.stdout).toContain('✔ test.csv is what was signed as “set:test”, byte for byte.')
    expect(verified.stdout).toContain('✔ Everything that was asked for holds.')
    expect(verified.code).toBe(0)

    // The fingerprint that keygen printed will do in the place of the key.
    const shown = /key ((?:[0-9a-f]{4} ){15}[0-9a-f]{4})/.exec(first.stdout)![1]!
    expect((await say('verify', RECORD, '--key', shown)).code).toBe(0)
    const alone = await say('verify', RECORD, '--lang', 'fr')
    expect(alone.stdout).toContain('Tout ce qui était demandé n’est pas établi.')
    expect(alone.code).toBe(3)
  })

  it('lets through what was accepted, to the byte, and for the key of who accepted it', async () => {
    const { say, path } = await layDesk()
    expect((await say('sign', 'report', '--decision', 'accepted', ...CLIENT)).code).toBe(0)
    const gate = (file: string, key = 'client.pub') => say('gate', file, '--record', RECORD, '--key', key)
    expect((await gate('new.onnx')).stdout).toContain('✔ It may be deployed.')
    // Old and new are equal here: only the bytes count.
    expect((await gate('old.onnx')).code).toBe(0)
    writeFileSync(path('new.onnx'), Buffer.concat([readFileSync(path('new.onnx')), Buffer.of(0)]))
    const refused = await gate('new.onnx')
    expect(refused.stdout).toContain('✖ new.onnx is not what was signed as “model:new”')
    expect(refused.code).toBe(1)
    const changed = await say('verify', RECORD, '--key', 'client.pub', '--artifacts')
    expect(changed.code).toBe(1)
    expect(changed.stdout).toContain('✖ new.onnx is not what was signed as “model:new”')
    const made = await say('keygen', 'other')
    expect(made.stdout).toMatch(/^ {2}([0-9a-f]{4} ){15}[0-9a-f]{4}$/m)
    expect(statSync(path('other.key')).mode & 0o077).toBe(0)
    expect((await gate('old.onnx', 'other.pub')).stdout).toContain('There is no good signature of other.pub')
  })

  it('refuses what was edited since: the result before it is signed, the result and the report after', async () => {
    const { say, path } = await layDesk()
    const result = readFileSync(path('report/result.json'), 'utf8')
    writeFileSync(path('report/result.json'), result.replace('"seed": 1', '"seed": 2').replace('A small', 'A great'))
    const edited = await say('sign', 'report', '--decision', 'accepted', ...CLIENT)
    expect(edited.code).toBe(2)
    expect(edited.stderr).toContain('report.html is not the report of the result.json beside it')
    expect(existsSync(path(RECORD))).toBe(false)

    writeFileSync(path('report/result.json'), result)
    const report = readFileSync(path('report/report.html'), 'utf8')
    writeFileSync(path('report/report.html'), report.replace('<body', '<body data-note=""'))
    expect((await say('sign', 'report', '--decision', 'accepted', ...CLIENT)).stderr).toBe(edited.stderr)
    writeFileSync(path('report/report.html'), report)

    expect((await say('sign', 'report', '--decision', 'accepted', ...CLIENT)).code).toBe(0)
    const verify = (...files: string[]) => say('verify', RECORD, '--key', 'client.pub', ...files)
    expect((await verify('--result', 'report/result.json')).code).toBe(0)
    writeFileSync(path('report/result.json'), result.replace('A small', 'A great'))
    expect((await verify('--result', 'report/result.json')).code).toBe(1)
    const other = await verify('--report', 'report/summary.md')
    expect(other.stdout).toContain('✖ report/summary.md is not what was signed as “report.html”')
    expect(other.code).toBe(1)
    writeFileSync(path('report/result.json'), result)
    expect((await verify('--report', 'gone.html')).code).toBe(3)
    writeFileSync(path('report/result.json'), result.replace('A small', 'A great'))
    const added = await say('sign', 'report', '--name', 'Luc Neuf', '--key', 'agency.key')
    expect(added.stderr).toContain('is the record of another result')
    expect(added.code).toBe(2)
  })

  it('has its reservations and waivers; what is not met is not accepted in silence, and what is waived is not passed', async () => {
    // 110 of 120 are right: this fails, and so cannot be accepted in silence.
    const { say, run, path } = await layDesk(
      PLAN.replace('accuracy, maxDegradation: 5 points', 'accuracy, atLeast: 99 %'),
    )
    expect((await run()).code).toBe(1)
    const silent = await say('sign', 'report', '--decision', 'accepted', ...CLIENT)
    expect(silent.stderr).toBe(
      '✖ The decision is "accepted", but these criteria are not met: "accuracy atLeast 99 %".\n→ Waive each one (who, why, until when), or decide "acceptedWithReservations", "postponed" or "rejected".',
    )
    const reserve = (kind: string, due: string) =>
      `{ class: ${kind}, criterion: accuracy atLeast 99 %, text: Too many errors, measure: Train again, owner: Atelier Neuf, due: ${due} }`
    const waiver = '{ criterion: accuracy atLeast 99 %, why: The old one is no better, until: 2199-12-31 }'
    const sign = (record: string, ...more: string[]) =>
      say('sign', 'report', '--decision', 'acceptedWithReservations', '--record', record, ...more, ...CLIENT)
    const expired = await sign(
      'x.jsonl',
      '--reservation',
      reserve('minor', '2199-01-01'),
      '--waive',
      waiver.replace('2199', '2020'),
    )
    expect(expired.stderr).toContain('The waiver of "accuracy atLeast 99 %" ends on 2020-12-31, which is past.')
    expect((await sign('x.jsonl', '--reservation', '{ class: huge }')).stderr).toContain(
      '--reservation { class: huge }: ',
    )

    expect((await sign('good.jsonl', '--reservation', reserve('minor', '2199-01-01'), '--waive', waiver)).code).toBe(0)
    const signed: unknown = JSON.parse((await say('verify', 'good.jsonl', '--key', 'client.pub', '--json')).stdout)
    expect(signed).toMatchObject({
      together: 'holds',
      statements: [{ predicate: { result: 'WARNED', failedTests: [], acceptance: { verdict: 'fail' } } }],
    })
    const judge = (...more: string[]) => say('judge', 'report/result.json', '--plan', 'recette.yaml', ...more)
    const nobody = await judge('--record', 'good.jsonl')
    expect(nobody.stderr).toContain('no key is given')
    expect(nobody.code).toBe(2)
    const waived = await judge('--record', 'good.jsonl', '--key', 'client.pub', '--out', 'waived')
    // Nothing but the coverage is left to judge, which is no demand on the new model: waived is not passed.
    expect(waived.code, waived.stderr).toBe(4)
    expect(readResult(path('waived')).findings[0]).toMatchObject({ status: 'waived', reason: 'waived-would-fail' })
    expect(waived.stdout.replace(/\s+/g, ' ')).toContain('The old one is no better (Claire Perrin, 2199-12-31)')

    const reject = await say(
      'sign',
      'report',
      '--decision',
      'rejected',
      '--reason',
      'Too many errors',
      '--record',
      'no.jsonl',
      ...CLIENT,
    )
    expect(reject.code, reject.stderr).toBe(0)
    const gate = await say('gate', 'new.onnx', '--record', 'no.jsonl', '--key', 'client.pub')
    expect(gate.stdout).toContain('✖ The decision is “rejected”: the delivery was not accepted.')
    expect(gate.code).toBe(1)
    const other = await say(
      'sign',
      'report',
      '--decision',
      'accepted',
      '--record',
      'no.jsonl',
      '--name',
      'Luc',
      '--key',
      'agency.key',
    )
    expect(other.stderr).toContain('holds the decision "rejected" of Claire Perrin; yours, "accepted", contradicts it.')
    expect(existsSync(path('x.jsonl'))).toBe(false)
  })

  it('needs the right key and its passphrase, from a file or the environment', async () => {
    const { say, path, folder } = await layDesk()
    const { privateKey: pem, publicKey } = makeKey('ed25519', PASSPHRASE)
    writeFileSync(path('client.key'), pem)
    writeFileSync(path('client.pub'), publicKey)
    const sign = (env: Record<string, string>, ...key: string[]) =>
      runCli(['sign', 'report', '-d', 'accepted', '--name', 'C. Perrin', ...key], { cwd: folder, env })
    const wrong = await sign({ RECETTE_PASSPHRASE: 'another sentence' }, '--key', 'client.key')
    expect(wrong.stderr).toMatch(/^✖ client\.key does not open with this passphrase\.\n→ Type it again/)
    expect(wrong.code).toBe(2)
    expect((await sign({ RECETTE_KEY: '' })).stderr).toContain('No key is given to sign with.')
    expect((await sign({}, '--key', 'client.pub')).stderr).toContain('client.pub is a public key')
    expect((await sign({}, '--key', 'gone.key')).stderr).toContain('gone.key cannot be read as the key')
    expect((await sign({ RECETTE_KEY: pem, RECETTE_PASSPHRASE: PASSPHRASE })).code).toBe(0)
    const twice = await sign({ MINE: pem, RECETTE_PASSPHRASE: PASSPHRASE }, '--key', 'env:MINE')
    expect(twice.stderr).toContain('bears a signature of this key already')
    expect((await say('verify', RECORD, '--key', 'client.key')).stderr).toContain('client.key is a private key')
    expect((await say('keygen', 'client')).stderr).toContain('client.key is there already')
    const short = await runCli(['keygen', 'new'], { cwd: folder, env: { RECETTE_PASSPHRASE: 'short' } })
    expect(short.stderr).toContain('The passphrase has 5 characters; 8 are the least.')
  })

  it('tells a clock that was set back since the comparison', async () => {
    const { say, path } = await layDesk()
    const result = readFileSync(path('report/result.json'), 'utf8')
    writeFileSync(path('report/result.json'), result.replace(/"startedAt": "\d{4}/, '"startedAt": "2199'))
    const run = await say('sign', 'report', '--decision', 'accepted', ...CLIENT)
    expect(run.stderr).toMatch(
      /By the clock of this machine it is 20.*, but the comparison was made on 2199-.*\n→ Set the clock right/,
    )
    expect(run.code).toBe(2)
  })
})

describe('a seal', () => {
  it('is made before the new model is there, and the report says that nothing was edited since, or exactly what was', async () => {
    const { say, run, path } = await layDesk()
    const model = readFileSync(path('new.onnx'))
    writeFileSync(path('new.onnx'), '')
    expect((await say('seal', 'recette.yaml', '--key', 'client.key', '--name', 'Claire Perrin')).code).toBe(0)
    expect((await say('seal', 'recette.yaml', '--key', 'client.key')).stderr).toContain('recette.seal is there already')
    writeFileSync(path('new.onnx'), model)
    // A comment is no term.
    writeFileSync(path('recette.yaml'), `# agreed on Monday\n${PLAN}`)
    const sealed = await run()
    expect(sealed.stdout).toMatch(/The criteria were sealed on .* by Claire\s+Perrin and are\s+unchanged since/)
    expect(readResult(path('report')).plan).toMatchObject({ sealed: true, seal: { by: 'Claire Perrin', changes: [] } })
    expect(readFileSync(path('report/report.html'), 'utf8')).not.toContain('were not sealed')

    const edited = PLAN.replace('5 points', '9 points').replace('report:', 'confidence: 90 %\nreport:')
    writeFileSync(path('recette.yaml'), edited)
    writeFileSync(path('test.csv'), readFileSync(path('test.csv'), 'utf8').replace('c1,', 'c0,'))
    const again = await run()
    const said = again.stdout.replace(/\s+/g, ' ')
    expect(said).toContain(
      'Criterion changed: “accuracy maxDegradation 5 points” became “accuracy maxDegradation 9 points”.',
    )
    expect(said).toContain('Confidence of the intervals: 0.9 instead of 0.95.')
    expect(said).toMatch(/Set “test” is another file: digest [0-9a-f]{12}… instead of [0-9a-f]{12}…/)
    const { plan } = readResult(path('report'))
    expect(plan.sealed).toBe(false)
    expect(plan.seal!.changes.map(({ what }) => what)).toEqual(['criterion', 'confidence', 'set'])
    expect(readFileSync(path('report/report.html'), 'utf8')).toContain('3 things were edited')

    const seal = readFileSync(path('recette.seal'), 'utf8')
    writeFileSync(path('recette.seal'), seal.replace(/"payload":"(.{40})./, '"payload":"$1A'))
    const broken = await run()
    expect(broken.stderr).toMatch(/^✖ recette\.seal .*\n→ Take the seal from where it was first kept/)
    expect(broken.code).toBe(2)
  })
})
