import type { ServerResponse } from 'node:http'

type BuildEventsOptions = {
  /** The status now, as it may leave. */
  read: () => Promise<unknown>
  /** Time between two looks, in ms (default 250). */
  interval?: number
  /** Time between two signs of life, in ms (default 15 s): proxies and browsers drop silent streams. */
  heartbeat?: number
}

type Headers = Record<string, string | string[] | number | undefined>

/** Sends the build's status to everyone who listens (server-sent events), at once and whenever it changes. */
export class BuildEvents {
  private readonly options: Required<BuildEventsOptions>
  private readonly listeners = new Set<ServerResponse>()
  private timers: NodeJS.Timeout[] = []
  private last = ''
  private looking = false
  private closed = false

  constructor({ read, interval = 250, heartbeat = 15_000 }: BuildEventsOptions) {
    this.options = { read, interval, heartbeat }
  }

  /** Turns an answer into a stream, with these headers besides its own, and tells it the status now. */
  add(answer: ServerResponse, { headers, now }: { headers: Headers; now: unknown }): void {
    answer.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    answer.write(`retry: 2000\n\n${message(JSON.stringify(now))}`)
    if (this.closed) {
      answer.end()
      return
    }
    answer.on('close', () => this.remove(answer))
    this.listeners.add(answer)
    if (this.timers.length === 0) this.begin()
  }

  /** Ends all streams, and those that come later at once. */
  close(): void {
    this.closed = true
    for (const answer of this.listeners) answer.end()
    this.listeners.clear()
    this.rest()
  }

  private begin(): void {
    this.last = ''
    const look = setInterval(() => void this.look(), this.options.interval)
    const beat = setInterval(() => this.send(': still here\n\n'), this.options.heartbeat)
    this.timers = [look.unref(), beat.unref()]
  }

  private rest(): void {
    for (const timer of this.timers) clearInterval(timer)
    this.timers = []
  }

  private remove(answer: ServerResponse): void {
    this.listeners.delete(answer)
    if (this.listeners.size === 0) this.rest()
  }

  private async look(): Promise<void> {
    if (this.looking) return
    this.looking = true
    try {
      const status = JSON.stringify(await this.options.read())
      if (status !== this.last) this.send(message(status))
      this.last = status
    } catch {
      // A status that cannot be read now is read at the next look.
    } finally {
      this.looking = false
    }
  }

  private send(text: string): void {
    for (const answer of this.listeners) answer.write(text)
  }
}

function message(data: string): string {
  return `data: ${data}\n\n`
}
