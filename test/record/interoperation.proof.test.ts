import { execa } from 'execa'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/core/canonicalJson.js'
import { makeKey } from '../../src/record/makeKey.js'
import { readPrivateKey } from '../../src/record/keys.js'
import { writeRecord } from '../../src/record/readRecord.js'
import { ROOT, runCli, temporaryFolder } from '../cli/runCli.js'
import { entriesOf, newKey, signedByTwo } from './records.js'

/** Made by harness/signatures/setup.sh. */
const python = process.env['RECETTE_SIGNATURES_PYTHON']
if (python === undefined && process.env['RECETTE_PYTHON_TESTS'] === 'required')
  throw new Error('RECETTE_SIGNATURES_PYTHON does not name the Python of harness/signatures/setup.sh')

async function inToto(...args: string[]): Promise<string> {
  const { stdout } = await execa(python!, ['-B', join(ROOT, 'harness/signatures/envelopes.py'), ...args])
  return stdout
}

describe.skipIf(python === undefined)('the tools of in-toto', () => {
  it('verify what is signed here with either kind of key, and read its statement as a test result', async () => {
    const folder = temporaryFolder()
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const [client, agency, third] = [
      makeKey('ed25519', 'pass phrase'),
      makeKey('ecdsa-p256', 'pass phrase'),
      makeKey('ecdsa-p256', 'x'),
    ]
    const keyOf = ({ privateKey }: typeof client) => readPrivateKey(privateKey, 'a key', 'pass phrase')
    const envelopes = signedByTwo(keyOf(client), keyOf(agency))
    const record = file('record.intoto.jsonl', writeRecord(envelopes))
    const pub = [client, agency, third].map(({ publicKey }, index) => file(`${index}.pub`, publicKey))
    const found: { verifiedBy: string[]; subjects: object; result: string; passedTests: string[] }[] = JSON.parse(
      await inToto('verify', record, ...pub),
    )
    expect(found.map(({ verifiedBy }) => verifiedBy)).toEqual([[pub[0]], [pub[1]]])
    const { statement } = entriesOf(...envelopes)[0]!
    expect(found[0]).toMatchObject({
      subjects: Object.fromEntries(statement.subject.map(({ name, digest }) => [name, digest])),
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      result: 'WARNED',
      passedTests: statement.predicate.passedTests,
    })
    const payload = Buffer.from(envelopes[0]!.payload, 'base64')
    payload[payload.indexOf('Lyon')]! ^= 1
    const forged = file('forged', writeRecord([{ ...envelopes[0]!, payload: payload.toString('base64') }]))
    expect(JSON.parse(await inToto('verify', forged, ...pub))).toMatchObject([{ verifiedBy: [] }])
  })

  it.each(['ed25519', 'ecdsa'])('make a record that verifies here, as they lay it out (%s)', async (kind) => {
    const folder = temporaryFolder()
    const { statement } = entriesOf(...signedByTwo(newKey(), newKey()))[0]!
    const { acceptance, signatory } = statement.predicate
    const given = {
      ...statement,
      predicate: {
        ...statement.predicate,
        acceptance: { ...acceptance, waivers: [] },
        signatory: { ...signatory, name: 'Zoé' },
      },
    }
    given.predicate.acceptance.participants = []
    writeFileSync(join(folder, 'statement.json'), canonicalJson(given))
    await inToto('sign', join(folder, 'statement.json'), kind, folder)
    const verify = (...key: string[]) => runCli(['verify', 'record.intoto.jsonl', ...key], { cwd: folder })
    const verified = await verify('--key', 'signer.pub')
    expect(verified.stdout).toContain('✔ Zoé signed, with the key that you gave as signer.pub.')
    expect(verified.code, verified.stderr + verified.stdout).toBe(0)
    writeFileSync(join(folder, 'other.pub'), makeKey('ed25519', 'x').publicKey)
    expect((await verify('--key', 'other.pub')).code).toBe(1)
  })
})
