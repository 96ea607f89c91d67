import { configDefaults, defineConfig } from 'vitest/config'

const PROOFS = 'test/**/*.proof.test.ts'

/**
 * `npm test` is every test that Node alone can run, in minutes. Tests named *.proof.test.ts set up Python, TensorFlow or real servers
 * first, try a thing hundreds of times, or run one handover after the other: they are `npm run proof` (mode `proof`).
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'proof' ? PROOFS : 'test/**/*.test.{ts,tsx}'],
    exclude: mode === 'proof' ? configDefaults.exclude : [...configDefaults.exclude, PROOFS],
    // Hosts, browsers and the CLI are real processes. Runs of the CLI wait for their hosts half of the time, so three keep two cores busy;
    // proofs bring Python, browsers and servers along, of which two are enough.
    maxWorkers: mode === 'proof' ? 2 : 3,
    testTimeout: mode === 'proof' ? 180_000 : 60_000,
    // A set-up may install packages.
    hookTimeout: mode === 'proof' ? 900_000 : 120_000,
  },
}))
