import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const PATIENCE_MS = 110_000

export type Instance = { address: string; data: string; stop: () => Promise<void> }

/** Starts the real application on a data directory of its own, with the sample edition, and waits until it answers. */
export async function startInstance(): Promise<Instance> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-journeys-'))
  // The pinned Node, whichever one runs the tests.
  const node = join(root, 'node_modules/.bin/node')
  const child = spawn(node, [join(root, 'src/main.ts'), 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line))
  const stop = async () => {
    child.kill('SIGTERM')
    await closed
    await rm(data, { recursive: true, force: true })
  }

  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /ready.*?(http:\/\/\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
    const why = () => new Error(`The instance did not start:\n${said.join('\n')}`)
    child.on('close', () => reject(why()))
    setTimeout(() => reject(why()), PATIENCE_MS).unref()
  })
  try {
    return { address: await ready, data, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
