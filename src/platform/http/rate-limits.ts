import rateLimit from '@fastify/rate-limit'
import { AppError } from '../errors/index.ts'
import type { HttpApp } from './http-app.ts'

/**
 * Makes the limits hold that routes declare in their `config.rateLimit`, by network address. The machine itself is not
 * limited while there is no operator: nobody else can reach the instance then.
 */
export async function rateLimits(app: HttpApp): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    keyGenerator: ({ ip }) => networkOf(ip),
    allowList: ({ principal }) => principal?.kind === 'local',
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('busy', `This was asked too often. Please wait ${Math.ceil(ttl / 1000)} seconds and try again.`),
  })
}

/** One household has a whole /64 of IPv6 addresses: they count as one. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const last = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const whole = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0'), ...last]
  return whole.slice(0, 4).join(':')
}
