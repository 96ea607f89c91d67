/**
 * One signal for the whole command: the first Ctrl-C (or SIGTERM) stops the work cleanly, so that hosts are ended and nothing
 * half-written stays; the second one ends the process at once.
 */
export function interruptible(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
    })
  }
  return controller.signal
}
