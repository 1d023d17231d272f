/**
 * Does something and gives its outcome, or its failure, after a whole number of steps of time: how long it took tells
 * nothing about what was found. `step` in ms.
 */
export async function evenTime<T>(step: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work()
  } finally {
    const taken = performance.now() - started
    const rest = Math.ceil(taken / step) * step - taken
    if (step > 0) await new Promise((resolve) => setTimeout(resolve, rest))
  }
}
