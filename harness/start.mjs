// `npm start`: from a bare clone to the report of a real acceptance test, on a machine that has only Node and npm.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

await import('./setup.mjs')
const root = fileURLToPath(new URL('..', import.meta.url))
const plan = 'harness/examples/replacement/recette.yaml'
const out = 'reports/replacement'
process.stderr.write(`\nrecette run ${plan} --out ${out}\n\n`)
const run = spawnSync(process.execPath, ['dist/cli/main.js', 'run', plan, '--out', out], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(run.status ?? 4)
