/**
 * An abort signal that SIGINT and SIGTERM raise: pass it to long work so that it ends cleanly.
 * A second signal ends the process at once, for work that does not listen.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143)
      controller.abort(name)
    })
  }
  return controller.signal
}
