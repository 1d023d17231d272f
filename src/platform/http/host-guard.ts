import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../errors/index.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses requests that a foreign page made a browser send, as long as nobody signs in: a Host that is no loopback name
 * (DNS rebinding), an Origin other than the instance itself, and cross-site requests that could change something.
 */
export function guardHost({ method, headers }: { method: string; headers: IncomingHttpHeaders }): void {
  const host = (headers.host ?? headers[':authority'] ?? '').toString().toLowerCase()
  if (!LOOPBACK.has(host.replace(/:\d+$/, ''))) {
    throw new AppError(
      'forbidden',
      'This instance answers only under its own loopback address (127.0.0.1 or localhost).',
    )
  }
  const { origin } = headers
  const foreign = origin !== undefined && origin.toLowerCase() !== `http://${host}`
  const crossSite = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET' && method !== 'HEAD'
  if (foreign || crossSite) {
    throw new AppError('forbidden', 'This request comes from another site; open the instance itself and try there.')
  }
}
