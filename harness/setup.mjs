// Installs and builds what `npm start` and `npm test` need, on a machine that has only Node and npm. Does nothing the second time.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(
    `✖ Recette needs Node 20.11 or newer; this is ${process.version}.\n→ Install a current Node from https://nodejs.org.`,
  )
  process.exit(2)
}

once(
  'node_modules/.recette-installed',
  digest([join(root, 'package-lock.json')], readFileSync),
  'Installing packages',
  () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
)
once('dist/.recette-built', digest(sources(), readFileSync), 'Building', () => {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'])
})

/** Does `work` unless the stamp file already holds `wanted`. */
function once(stamp, wanted, what, work) {
  const path = join(root, stamp)
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return
  process.stderr.write(`${what}… `)
  const started = Date.now()
  work()
  writeFileSync(path, wanted)
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  } catch {
    console.error(`\n✖ "${command} ${args.join(' ')}" failed; its output is above.`)
    process.exit(4)
  }
}

function sources() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map((file) => join(root, 'src', String(file)))
  return [
    join(root, 'tsconfig.json'),
    join(root, 'package-lock.json'),
    ...files.filter((file) => statSync(file).isFile()).sort(),
  ]
}

function digest(files, read) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(relative(root, file)).update(read(file))
  return hash.digest('hex')
}
