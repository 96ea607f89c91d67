import { RecetteError } from '../../core/errors.js'
import type { Signature } from '../../core/signature.js'
import { inspectEndpoint } from '../../models/endpoint/inspectEndpoint.js'
import { shownName } from '../../models/shownName.js'
import { endpointRef, endpointSpec } from '../endpointRef.js'
import { interruptible } from '../interruption.js'
import { listRuntimes, type RuntimeReport } from '../../models/doctor.js'
import { isolationHere } from '../../models/isolation.js'
import { EXIT } from '../exitCodes.js'
import { packageVersion } from '../version.js'

/** Says which runtimes work here, and which servers answer; the exit code is not 0 when no model could be run at all, or a server does not answer. */
export async function doctor(
  addresses: readonly string[],
  options: { json?: boolean; token?: string },
): Promise<number> {
  const endpoints = await Promise.all(addresses.map((address) => tryEndpoint(address, options.token)))
  const [runtimes, isolation] = await Promise.all([listRuntimes(), isolationHere()])
  const works = runtimes.some(({ available }) => available) && endpoints.every(({ answers }) => answers)
  if (options.json === true) {
    process.stdout.write(
      `${JSON.stringify({ recette: packageVersion(), node: process.version, isolation, runtimes, ...(endpoints.length === 0 ? {} : { endpoints }) }, null, 2)}\n`,
    )
  } else {
    const lines = [
      `Recette ${packageVersion()}, Node ${process.version}`,
      '',
      ...runtimes.flatMap(runtimeLines),
      ...endpoints.flatMap(({ address, answers, says, hint }) => [
        `${answers ? '✔' : '–'} ${address}: ${says}`,
        ...(hint === null ? [] : [`    → ${hint}`]),
      ]),
      '',
      `Models are kept apart by: ${isolation.join(', ')}`,
      ...(process.platform === 'linux' ? isolationLines(isolation) : []),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  return works ? EXIT.pass : EXIT.couldNotRun
}

interface EndpointReport {
  readonly address: string
  readonly answers: boolean
  readonly says: string
  readonly hint: string | null
}

/** Whether a server says what its model takes and gives; no case is sent. */
async function tryEndpoint(text: string, token: string | undefined): Promise<EndpointReport> {
  const ref = endpointRef(text)
  if (ref === null)
    throw new RecetteError('NOT_AN_ENDPOINT', `"${text}" is not the address of a model.`, `Write it like ${EXAMPLE}.`, {
      kind: 'usage',
    })
  const spec = endpointSpec('new', ref, token)
  const address = shownName(spec)
  try {
    const { runtime, signature } = await inspectEndpoint(spec, { task: 'classification', signal: interruptible() })
    const says = `answers, ${runtime}; takes ${names(signature.inputs)}; gives ${names(signature.outputs)}`
    return { address, answers: true, says, hint: null }
  } catch (error) {
    if (!(error instanceof RecetteError)) throw error
    // A server that does not describe its model is there all the same.
    const answers = error.code === 'ENDPOINT_SIGNATURE_UNKNOWN'
    return { address, answers, says: error.message, hint: error.hint }
  }
}

function names(ports: Signature['inputs']): string {
  return ports.map(({ name }) => name).join(', ')
}

const EXAMPLE = 'oip-v2:https://models.example#churn'

/** What a stronger protection would take. */
function isolationLines(isolation: readonly string[]): string[] {
  if (isolation.includes('private-files')) return []
  const lacks = isolation.includes('no-network')
    ? 'the files of this machine'
    : 'the files of this machine and the network'
  return [
    `– A model that runs here can reach ${lacks}.`,
    '    → install bubblewrap (apt install bubblewrap); a container must allow user namespaces',
  ]
}

function runtimeLines({ name, formats, available, version, howToGet }: RuntimeReport): string[] {
  const state = available ? `✔ ${name} ${version ?? ''}`.trimEnd() : `– ${name}: not here`
  return [`${state.padEnd(42)} ${formats.join(', ')}`, ...(howToGet === null ? [] : [`    → ${howToGet}`])]
}
