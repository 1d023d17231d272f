import { isLoopback } from '../../platform/http/index.ts'

export type Exposure = {
  /** Address to listen on. */
  host: string
  /** Whether a certificate and its key were given. */
  cert: boolean
  key: boolean
  /** Whether a proxy that takes HTTPS was declared. */
  proxy: boolean
  publicUrl: string | undefined
}

/** What is wrong with listening like this, as a sentence that says what to do; null when nothing is. */
export function judgeExposure({ host, cert, key, proxy, publicUrl }: Exposure): string | null {
  if (cert !== key) return `${cert ? '--tls-key' : '--tls-cert'} is missing: certificate and key belong together.`
  if (isOwnMachine(host)) return null
  if (!cert && !proxy) {
    return `Passwords must not go over the network in the clear. To listen on ${host}, give --tls-cert and --tls-key, or name the proxy that takes HTTPS with --trusted-proxy.`
  }
  if (!publicUrl?.startsWith('https://')) {
    return `To listen on ${host}, set PUBLIC_URL to the address that people use, beginning with https://: links in mails and checks of requests need it.`
  }
  return null
}

/** What is wrong with listening beyond the machine while nobody runs the instance. */
export function judgeUnclaimed(host: string): string | null {
  if (isOwnMachine(host)) return null
  return `Nobody runs this instance yet, so it listens on this machine only. Make the first operator with "fairlist operator create --email you@your-company.com", then start again with --host ${host}.`
}

function isOwnMachine(host: string): boolean {
  return host === 'localhost' || isLoopback(host.replace(/^\[|\]$/g, ''))
}
