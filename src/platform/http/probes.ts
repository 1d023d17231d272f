import { z } from 'zod'
import { AppError } from '../errors/index.ts'
import type { HttpApp } from './http-app.ts'
import type { Metrics } from './metrics.ts'

/** What must work before the server takes requests: each check throws, or gives a sentence about its state. */
export type ReadyChecks = Record<string, () => Promise<string> | string>

/** Adds `/healthz` (the process lives), `/readyz` (its stores answer) and `/metrics`. */
export function probeRoutes(app: HttpApp, { checks, metrics }: { checks: ReadyChecks; metrics: Metrics }): void {
  const config = { access: 'public' } as const
  app.get(
    '/healthz',
    {
      config,
      schema: { tags: ['Operation'], summary: 'Alive?', response: { 200: z.object({ status: z.literal('ok') }) } },
    },
    () => ({ status: 'ok' as const }),
  )
  const Ready = z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.string()) })
  app.get(
    '/readyz',
    { config, schema: { tags: ['Operation'], summary: 'Ready for requests?', response: { 200: Ready } } },
    async () => ({ status: 'ready' as const, checks: await runChecks(checks) }),
  )
  app.get(
    '/metrics',
    {
      config: { access: ['staff'] },
      schema: { tags: ['Operation'], summary: 'Figures for Prometheus', produces: ['text/plain'] },
    },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}

async function runChecks(checks: ReadyChecks): Promise<Record<string, string>> {
  const states: Record<string, string> = {}
  for (const [name, check] of Object.entries(checks)) {
    try {
      states[name] = await check()
    } catch (cause) {
      throw new AppError('unavailable', `Not ready: ${name} does not answer.`, { cause })
    }
  }
  return states
}
