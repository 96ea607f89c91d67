import { listRuntimes, type RuntimeReport } from '../../models/doctor.js'
import { isolationHere } from '../../models/isolation.js'
import { EXIT } from '../exitCodes.js'
import { packageVersion } from '../version.js'

/** Says which runtimes work here; the exit code is not 0 when no model could be run at all. */
export async function doctor(options: { json?: boolean }): Promise<number> {
  const [runtimes, isolation] = await Promise.all([listRuntimes(), isolationHere()])
  const works = runtimes.some(({ available }) => available)
  if (options.json === true) {
    process.stdout.write(
      `${JSON.stringify({ recette: packageVersion(), node: process.version, isolation, runtimes }, null, 2)}\n`,
    )
  } else {
    const lines = [
      `Recette ${packageVersion()}, Node ${process.version}`,
      '',
      ...runtimes.flatMap(runtimeLines),
      '',
      `Models are kept apart by: ${isolation.join(', ')}`,
      ...(process.platform === 'linux' ? isolationLines(isolation) : []),
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  return works ? EXIT.pass : EXIT.couldNotRun
}

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
