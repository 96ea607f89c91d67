import { execa } from 'execa'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT, temporaryFolder } from './runCli.js'

/** Shell commands of a template's steps, in order. */
const templates = {
  'github-actions.yml': (text: string): string[] =>
    parse(text).jobs.acceptance.steps.flatMap((step: { run?: string }) => (step.run === undefined ? [] : [step.run])),
  'gitlab-ci.yml': (text: string): string[] => parse(text).recette.script,
}

describe('the package that npm pack makes', () => {
  it(
    'installs in a repository of its own, where the commands of the CI templates block or let through',
    { timeout: 300_000 },
    async () => {
      const packed = temporaryFolder()
      const { stdout } = await execa('npm', ['pack', '--silent', '--pack-destination', packed], { cwd: ROOT })
      const archive = join(packed, stdout.trim().split('\n').at(-1)!)

      const repository = temporaryFolder()
      writeFileSync(
        join(repository, 'package.json'),
        JSON.stringify({ name: 'client', private: true, devDependencies: { recette: `file:${archive}` } }),
      )
      await execa('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund', '--prefer-offline'], {
        cwd: repository,
      })
      layOut('label-order', repository)

      const summary = join(repository, 'step-summary.md')
      for (const [name, commandsOf] of Object.entries(templates)) {
        const commands = commandsOf(readFileSync(join(ROOT, 'harness/ci', name), 'utf8'))
        expect(commands, name).toEqual(['npm ci', 'npx recette run recette.yaml --out recette-report'])
        // The second template installs nothing new; its `npm ci` would only spend the same half minute again.
        for (const command of name === 'gitlab-ci.yml' ? commands.slice(1) : commands) {
          const run = await execa('sh', ['-ec', command], {
            cwd: repository,
            reject: false,
            all: true,
            env: { CI: 'true', GITHUB_STEP_SUMMARY: summary, ONNXRUNTIME_NODE_INSTALL: 'skip' },
          })
          expect(run.exitCode, `${command}\n${run.all}`).toBe(0)
        }
      }
      expect(readFileSync(join(repository, 'recette-report/junit.xml'), 'utf8')).toContain('<testsuite')
      expect(readFileSync(summary, 'utf8')).toContain('|')

      layOut('worse', repository)
      const blocked = await execa('npx', ['recette', 'run', 'recette.yaml', '--out', 'recette-report'], {
        cwd: repository,
        reject: false,
        all: true,
      })
      expect(blocked.exitCode, blocked.all).toBe(1)

      const script = "import('recette').then((recette) => console.log(Object.keys(recette).sort().join(' ')))"
      const api = await execa('node', ['--input-type=module', '-e', script], { cwd: repository })
      expect(api.stdout).toContain('runAcceptance')
    },
  )
})

/** Puts an example's plan at the root of a repository, its files beside it. */
function layOut(example: string, repository: string): void {
  const folder = join(ROOT, 'harness/examples', example)
  mkdirSync(join(repository, 'handover'), { recursive: true })
  cpSync(folder, join(repository, 'handover', example), { recursive: true })
  cpSync(join(ROOT, 'datasets'), join(repository, 'datasets'), { recursive: true })
  const plan = readFileSync(join(folder, 'recette.yaml'), 'utf8')
    .replaceAll('../../../datasets/', 'datasets/')
    .replaceAll(/(artifact: *)(\S)/g, `$1handover/${example}/$2`)
  writeFileSync(join(repository, 'recette.yaml'), plan)
}
