import { destination, pino, stdTimeFunctions } from 'pino'
import type { Logger } from 'pino'

export type Log = Logger

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

type LogOptions = {
  level: LogLevel
  /** Where the lines go (default: stderr). */
  to?: { write(line: string): void }
}

/**
 * Makes the structured log: one JSON line an event. Nobody writes personal data into it: no addresses, query strings or
 * bodies. Requests that end up in an entry by mistake are cut down to their method and route.
 */
export function createLog({ level, to = destination({ dest: 2, sync: true }) }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      serializers: {
        req: presentRequest,
        res: (response: { statusCode?: number }) => ({ status: response.statusCode }),
      },
    },
    to,
  )
}

function presentRequest(request: { method?: string; routeOptions?: { url?: string } }) {
  return { method: request.method, route: request.routeOptions?.url }
}
