import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../errors/index.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

type Request = {
  method: string
  headers: IncomingHttpHeaders
  /** `https` when the connection, or the trusted proxy's, is. */
  protocol?: string
}

/**
 * Refuses requests that a foreign page made a browser send: a Host that is neither a loopback name nor the instance's own
 * (DNS rebinding), an Origin other than the instance itself, and cross-site requests that could change something.
 * `own` is the address of the instance as people reach it, when it was configured.
 */
export function guardHost({ method, headers, protocol = 'http' }: Request, own?: string): void {
  const host = (headers.host ?? headers[':authority'] ?? '').toString().toLowerCase()
  const ours = own === undefined ? null : new URL(own)
  if (!LOOPBACK.has(host.replace(/:\d+$/, '')) && host !== ours?.host) {
    throw new AppError(
      'forbidden',
      ours
        ? `This instance answers under ${ours.origin} only.`
        : 'This instance answers only under its own loopback address (127.0.0.1 or localhost).',
    )
  }
  const { origin } = headers
  // A proxy that takes HTTPS may not say so: under our own name, our own address is right as well.
  const known = host === ours?.host ? [`${protocol}://${host}`, ours.origin] : [`${protocol}://${host}`]
  const foreign = origin !== undefined && !known.includes(origin.toLowerCase())
  const site = headers['sec-fetch-site']
  const crossSite = (site === 'cross-site' || (site === 'same-site' && !origin)) && !['GET', 'HEAD'].includes(method)
  if (foreign || crossSite) {
    throw new AppError('forbidden', 'This request comes from another site; open the instance itself and try there.')
  }
}
