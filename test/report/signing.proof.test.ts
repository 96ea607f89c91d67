import { execa } from 'execa'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeOutputs } from '../../src/cli/outputs.js'
import { makeKey } from '../../src/record/makeKey.js'
import { ROOT, runCli, temporaryFolder } from '../cli/runCli.js'
import { hasFirefox, openInChromium, openInFirefox, type Reader } from './readers.js'
import { failingResult, passingResult } from './sample.js'

/** Made by harness/signatures/setup.sh: the tools of in-toto, an independent implementation. */
const inToto = process.env['RECETTE_SIGNATURES_PYTHON']
const PASSPHRASE = 'une phrase de passe, çà et là'
/** Typed into a date field as eleventh of November, whichever of day and month comes first. */
const DAY = '11112099'

describe.each([
  ['Chromium', true, openInChromium],
  ['Firefox', hasFirefox, openInFirefox],
] as const)('the form in %s, opened from a file', (_, isThere, open) => {
  it.skipIf(!isThere)('is filled in by keyboard alone, and the record that it saves is proven', async () => {
    const folder = temporaryFolder()
    writeOutputs(passingResult(), folder)
    await using reader = await open(join(folder, 'report.html'))

    await tabTo(reader, '#fr-decision-accepted')
    await reader.press(' ')
    await reader.press('ArrowDown')
    expect(await reader.see('document.activeElement.id')).toBe('fr-decision-acceptedWithReservations')
    await tabTo(reader, '#fr [data-rows="reservations"] > [data-add]')
    await reader.press('Enter')
    expect(await reader.see('document.activeElement.id')).toBe('fr-reservations-0-criterion')
    await reader.press('ArrowDown')
    await fill(reader, '#fr-reservations-0-text', 'Trop lent le lundi : « 3 s ».')
    await tabTo(reader, '#fr-reservations-0-class')
    for (let i = 0; i < 3; i++) await reader.press('ArrowDown')
    await fill(reader, '#fr-reservations-0-measure', 'Chercher pourquoi')
    await fill(reader, '#fr-reservations-0-owner', 'Atelier Neuf')
    await fill(reader, '#fr-reservations-0-due', DAY)
    await fill(reader, '#fr-name', 'Zoé Perrin')
    await fill(reader, '#fr-role', 'gérante')
    await fill(reader, '#fr-company', 'Maison Perrin')
    await fill(reader, '#fr-place', 'Lyon')
    await tabTo(reader, '#fr-keyWay-own')
    await reader.press('ArrowDown')
    await fill(reader, '#fr-newPassphrase', PASSPHRASE)
    await fill(reader, '#fr-repeat', PASSPHRASE)

    // To the other language and back: nothing of it is lost, and it goes on where it was left.
    await tabTo(reader, '#show-fr')
    await reader.press('ArrowRight')
    expect(await reader.see('document.querySelector("#en-reservations-0-text").value')).toContain('Trop lent')
    expect(await reader.see('document.querySelector("#en-decision-acceptedWithReservations").checked')).toBe(true)
    await tabTo(reader, '#en [data-make]')
    await reader.press('Enter')
    const keyFile = await reader.saved('zoe-perrin.key')
    expect(await reader.see('document.querySelector("#en [data-show=key]").textContent')).toContain('zoe-perrin.key')

    await tabTo(reader, '#en form [type="submit"]')
    await reader.press('Enter')
    const record = await reader.saved('record.intoto.jsonl')
    await until(reader, 'document.activeElement.matches("#en [data-show=signed]")')
    const fingerprint = await reader.see<string>('document.querySelector("#en [data-show=fingerprint]").textContent')
    await tabTo(reader, '#en [data-link="public"]')
    await reader.press('Enter')
    const publicKey = await reader.saved('signature.pub')

    // The key that was made opens with OpenSSL, and is the one that the page shows.
    const { stdout } = await execa('openssl', ['pkey', '-in', keyFile, '-passin', `pass:${PASSPHRASE}`, '-pubout'])
    expect(stdout.trim()).toBe(readFileSync(publicKey, 'utf8').trim())
    const files = ['--report', join(folder, 'report.html'), '--result', join(folder, 'result.json')]
    const verified = await runCli(['verify', record, '--key', publicKey, '--key', fingerprint, ...files])
    expect(verified.code, verified.stdout + verified.stderr).toBe(0)
    expect(verified.stdout).toContain('Trop lent le lundi : « 3 s ».')
    const edited = join(folder, 'edited.html')
    writeFileSync(edited, readFileSync(join(folder, 'report.html'), 'utf8').replace('Maison Perrin', 'Maison Terrin'))
    expect((await runCli(['verify', record, '--key', publicKey, '--report', edited])).code).toBe(1)
    expect(await verifiedByInToto(record, publicKey)).toEqual(inToto === undefined ? null : [[publicKey]])

    // What is printed from now on shows the decision, and the key that confirms it.
    const paper = await reader.see<string>('document.querySelector("#fr .by-hand").textContent')
    for (const text of ['Trop lent le lundi', 'Zoé Perrin, gérante', fingerprint]) expect(paper).toContain(text)
    expect(await reader.see('document.querySelectorAll("#fr .by-hand .chosen").length')).toBe(1)
    expect(reader.complaints).toEqual([])
    expect(new Set(reader.requests.filter((url) => !url.startsWith('blob:'))).size).toBeLessThanOrEqual(1)
  })

  it.skipIf(!isThere)('says at each field what keeps it from being signed, and loses nothing', async () => {
    const folder = temporaryFolder()
    writeOutputs(failingResult(), folder)
    const keys = {
      'own.key': makeKey('ed25519', PASSPHRASE).privateKey,
      'own.pub': makeKey('ed25519', PASSPHRASE).publicKey,
      'rsa.key': generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    }
    for (const [file, text] of Object.entries(keys)) writeFileSync(join(folder, file), text)
    await using reader = await open(join(folder, 'report.html'))
    await tabTo(reader, '#show-fr')
    await reader.press('ArrowRight')

    const submit = async (): Promise<string> => {
      await tabTo(reader, '#en form [type="submit"]')
      await reader.see('document.querySelector("#en [data-show=summary]").replaceChildren()')
      await reader.press('Enter')
      await until(reader, 'document.querySelector("#en [data-show=summary]").textContent !== ""')
      expect(await reader.see('document.activeElement.matches("#en [data-show=summary]")')).toBe(true)
      return reader.see('document.querySelector("#en [data-show=summary]").innerText')
    }
    const empty = await submit()
    expect(empty).toContain('3 points keep you from signing')
    expect(empty).toContain('Decision – Choose one of the four decisions.')
    expect(empty).toContain('First and last name – Fill this in.')
    expect(empty).toContain('Key file (.key) – Choose the file of your key')
    // Each is one step away, and tells its message to who cannot see it.
    await reader.forward()
    await reader.press('Enter')
    expect(await reader.see('document.activeElement.id')).toBe('en-decision-accepted')
    expect(
      await reader.see('document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent'),
    ).toBe('Choose one of the four decisions.')

    await reader.press(' ')
    await tabTo(reader, '#en [data-rows="waivers"] > [data-add]')
    await reader.press('Enter')
    await reader.press('ArrowDown')
    await fill(reader, '#en-waivers-0-why', 'Known, and bearable')
    await fill(reader, '#en-waivers-0-who', 'Zoé Perrin')
    await fill(reader, '#en-waivers-0-until', '11112025')
    await fill(reader, '#en-name', 'Zoé Perrin')
    await reader.choose('#en-keyFile', join(folder, 'rsa.key'))
    const second = await submit()
    expect(second).toContain('This waiver would have expired already')
    expect(second).toContain('goes against what was found')
    expect(second).toContain('a key of another kind (RSA)')

    await reader.choose('#en-keyFile', join(folder, 'own.pub'))
    expect(await submit()).toContain('This is a public key.')
    await reader.choose('#en-keyFile', join(folder, 'own.key'))
    expect(await submit()).toContain('This key opens with a passphrase')
    await fill(reader, '#en-passphrase', 'une autre phrase')
    expect(await submit()).toContain('does not open with this passphrase')

    // All that was typed is there still, and one decision further it is signed.
    expect(await reader.see('document.querySelector("#en-waivers-0-why").value')).toBe('Known, and bearable')
    await tabTo(reader, '#en [data-rows="waivers"] [data-remove]')
    await reader.press('Enter')
    await tabTo(reader, '#en-decision-accepted')
    for (let i = 0; i < 3; i++) await reader.press('ArrowDown')
    await fill(reader, '#en-reason', 'Two points are lost.')
    await tabTo(reader, '#en-passphrase')
    await reader.type(PASSPHRASE)
    await tabTo(reader, '#en form [type="submit"]')
    await reader.press('Enter')
    const record = await reader.saved('record.intoto.jsonl')
    const verified = await runCli(['verify', record, '--result', join(folder, 'result.json')])
    expect(verified.stdout).toContain('Two points are lost.')
    // Nobody vouches for the key, which is told; nothing is broken.
    expect(verified.code, verified.stdout).toBe(3)
    expect(reader.complaints).toEqual([])
  })

  it.skipIf(!isThere)('adds a signature to a record, and refuses one of another report', async () => {
    const folder = temporaryFolder()
    writeOutputs(passingResult(), folder)
    const other = temporaryFolder()
    writeOutputs(failingResult(), other)
    const [client, agency] = [makeKey('ed25519', PASSPHRASE), makeKey('ecdsa-p256', PASSPHRASE)]
    for (const place of [folder, other]) writeFileSync(join(place, 'client.key'), client.privateKey)
    writeFileSync(join(folder, 'client.pub'), client.publicKey)
    writeFileSync(join(folder, 'agency.key'), agency.privateKey)
    writeFileSync(join(folder, 'agency.pub'), agency.publicKey)
    const signIn = async (cwd: string) =>
      runCli(
        ['sign', '.', '--decision', 'postponed', '--reason', 'Later.', '--name', 'Zoé Perrin', '--key', 'client.key'],
        { cwd, env: { RECETTE_PASSPHRASE: PASSPHRASE } },
      )
    for (const place of [folder, other]) expect(await signIn(place)).toMatchObject({ code: 0 })

    await using reader = await open(join(folder, 'report.html'))
    await reader.see('document.querySelector("#fr form details").open = true')
    await reader.choose('#fr-record', join(other, 'record.intoto.jsonl'))
    await until(reader, 'document.querySelector("#fr [data-show=summary]").textContent !== ""')
    expect(await reader.see('document.querySelector("#fr [data-show=summary]").textContent')).toContain(
      'porte sur un autre rapport',
    )
    await reader.choose('#fr-record', join(folder, 'record.intoto.jsonl'))
    await until(reader, 'document.querySelector("#fr [data-show=record]").textContent.includes("Zoé Perrin")')
    expect(await reader.see('document.querySelector("#fr [data-decide]").hidden')).toBe(true)
    await fill(reader, '#fr-name', 'Luc Neuf')
    await reader.choose('#fr-keyFile', join(folder, 'agency.key'))
    await fill(reader, '#fr-passphrase', PASSPHRASE)
    await tabTo(reader, '#fr form [type="submit"]')
    await reader.press('Enter')
    const record = await reader.saved('record.intoto.jsonl')
    const verified = await runCli(
      [
        'verify',
        record,
        '--key',
        'client.pub',
        '--key',
        'agency.pub',
        '--report',
        'report.html',
        '--result',
        'result.json',
      ],
      { cwd: folder },
    )
    expect(verified.code, verified.stdout + verified.stderr).toBe(0)
    const pubs = [join(folder, 'client.pub'), join(folder, 'agency.pub')]
    expect(await verifiedByInToto(record, ...pubs)).toEqual(inToto === undefined ? null : [[pubs[0]], [pubs[1]]])
    expect(reader.complaints).toEqual([])
  })
})

/** By which of the keys each line is signed, in the judgement of the tools of in-toto; null where they are not installed. */
async function verifiedByInToto(record: string, ...keys: readonly string[]): Promise<readonly string[][] | null> {
  if (inToto === undefined) return null
  const program = join(ROOT, 'harness/signatures/envelopes.py')
  const { stdout } = await execa(inToto, ['-B', program, 'verify', record, ...keys])
  const found: { verifiedBy: string[] }[] = JSON.parse(stdout)
  return found.map(({ verifiedBy }) => verifiedBy)
}

/** Goes there with the Tab key, forward or backward: round the page it would pass through the browser's own buttons. */
async function tabTo(reader: Reader, selector: string): Promise<void> {
  const target = `document.querySelector(${JSON.stringify(selector)})`
  const before = `document.activeElement.compareDocumentPosition(${target}) & Node.DOCUMENT_POSITION_PRECEDING`
  const step = (await reader.see<number>(before)) === 0 ? reader.forward : reader.back
  for (let i = 0; i < 400; i++) {
    if (await reader.see<boolean>(`document.activeElement === ${target}`)) return
    await step()
  }
  throw new Error(`the Tab key does not come to ${selector}`)
}

async function fill(reader: Reader, selector: string, text: string): Promise<void> {
  await tabTo(reader, selector)
  await reader.type(text)
}

async function until(reader: Reader, expression: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await reader.see<boolean>(expression)) return
  throw new Error(`never: ${expression}`)
}
