import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { layHandover, REGRESSION, snapshot } from './handover.js'
import { descendants, hostsOf, isRunning, ticksOf, until } from './processTree.js'
import { startCli } from './runCli.js'

const INTERRUPTED = '✖ Interrupted: no report was written.'

describe.runIf(process.platform === 'linux')('a run that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s in the middle of an answer ends at once with 130, no file, no child process, and the earlier report as it was',
    async (signal) => {
      const handover = await layHandover({ plan: REGRESSION('endless.onnx'), models: ['log.onnx', 'endless.onnx'] })
      const before = snapshot(handover.folder)
      const cli = startCli(['run', 'recette.yaml', '--out', 'report'], handover.folder)
      await until('a host is caught in its loop', () => hostsOf(cli.pid).some((pid) => ticksOf(pid) > 60))
      const children = descendants(cli.pid)
      const asked = Date.now()
      cli.kill(signal)
      const run = await cli.ended
      expect(Date.now() - asked).toBeLessThan(5000)
      expect({ code: run.code, signal: run.signal, stdout: run.stdout }).toEqual({
        code: 130,
        signal: undefined,
        stdout: '',
      })
      expect(run.stderr).toBe(INTERRUPTED)
      expect(children.length).toBeGreaterThanOrEqual(2)
      expect(children.filter(isRunning)).toEqual([])
      expect(snapshot(handover.folder)).toEqual(before)
    },
  )

  it('before there is any report makes no folder for one', async () => {
    const handover = await layHandover({
      plan: REGRESSION('endless.onnx'),
      models: ['log.onnx', 'endless.onnx'],
      earlier: false,
    })
    const cli = startCli(['run', 'recette.yaml', '--out', 'report'], handover.folder)
    await until('the hosts are there', () => hostsOf(cli.pid).length > 0)
    const children = descendants(cli.pid)
    cli.kill('SIGINT')
    const run = await cli.ended
    expect(run.code).toBe(130)
    expect(run.stderr).toBe(INTERRUPTED)
    expect(children.filter(isRunning)).toEqual([])
    expect(Object.keys(snapshot(handover.out))).toEqual([])
  })

  it('while the plan is still being inferred from the files ends as well', async () => {
    const handover = await layHandover({ models: ['endless.onnx'] })
    rmSync(handover.path('recette.yaml'))
    const sources = ['run', '--old', 'old.onnx', '--new', 'endless.onnx', '--set', 'test.csv', '--label', 'label']
    const cli = startCli(sources, handover.folder)
    await until('a host is there', () => hostsOf(cli.pid).length > 0)
    const children = descendants(cli.pid)
    cli.kill('SIGINT')
    const run = await cli.ended
    expect(run.code).toBe(130)
    expect(run.stderr.endsWith(INTERRUPTED)).toBe(true)
    expect(children.filter(isRunning)).toEqual([])
  })
})
