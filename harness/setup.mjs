// Installs and builds what `npm start` and `npm test` need, on a machine that has only Node and npm. Does nothing the second time.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 17)) {
  console.error(
    `✖ Recette needs Node 20.17 or newer; this is ${process.version}.\n→ Install a current Node from https://nodejs.org.`,
  )
  process.exit(2)
}

const installed = join(root, 'node_modules/.recette-installed')
const built = join(root, 'dist/.recette-built')
const wanted = {
  installed: digest([join(root, 'package-lock.json')], readFileSync),
  built: digest(sources(), readFileSync),
}

if (!holds(installed, wanted.installed) || !holds(built, wanted.built)) {
  const unlock = lock(join(root, '.recette-setup.lock'))
  try {
    // What another set-up has done while this one waited need not be done again.
    // No package needs its install script; that of onnxruntime-node, which npm 10 would run, downloads CUDA libraries from elsewhere.
    once(installed, wanted.installed, 'Installing packages', () =>
      run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
    )
    once(built, wanted.built, 'Building', () => {
      rmSync(join(root, 'dist'), { recursive: true, force: true })
      run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'])
    })
  } finally {
    unlock()
  }
}

/** Does `work` unless the stamp file already holds `content`, which is written only when all is done. */
function once(stamp, content, what, work) {
  if (holds(stamp, content)) return
  process.stderr.write(`${what}… `)
  const started = Date.now()
  work()
  writeFileSync(stamp, content)
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function holds(stamp, content) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === content
}

/** Two set-ups at once would delete each other's files: the second waits until the lock is gone, or is nobody's. */
function lock(path) {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      const unlock = () => rmSync(path, { force: true })
      process.on('exit', unlock)
      return unlock
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isAbandoned(path)) rmSync(path, { force: true })
      else if (!waited) process.stderr.write('Another set-up is at work here: waiting for it…\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    }
  }
}

/** Its process is gone, or cannot be still at it (the id may be another's by now), or never came to write its id. */
function isAbandoned(path) {
  try {
    const ageMs = Date.now() - statSync(path).mtimeMs
    const owner = Number(readFileSync(path, 'utf8'))
    return owner === 0 ? ageMs > 10_000 : ageMs > 15 * 60_000 || !isAlive(owner)
  } catch {
    // It has just been removed.
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function run(command, args) {
  try {
    // npm is a script on Windows and needs a shell; anything else must not have one, which would cut paths at their spaces.
    const shell = process.platform === 'win32' && command === 'npm'
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell })
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
