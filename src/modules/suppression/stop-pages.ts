import { randomBytes } from 'node:crypto'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { evenTime } from './even-time.ts'
import { findByToken } from './list-suppressions.ts'
import { access } from './policy.ts'
import { readStop } from './read-stop.ts'
import { ByToken } from './schemas.ts'
import { stop } from './stop.ts'
import type { StopDependencies } from './stop-dependencies.ts'
import { showPage } from './suppression-pages.ts'

/** Answers to stops come after a multiple of this time, in ms. */
export const STEP = 250

export type StopRouteDependencies = StopDependencies & {
  /** Instead of `STEP`, for tests. */
  step?: number
}

/** A form may be longer than it should be and is still answered kindly. */
const FORM_LIMIT = 4 * 1_048_576

/** The page that stops, and the page that says where a stop stands. */
export function stopPages(app: HttpApp, { step = STEP, ...dependencies }: StopRouteDependencies): void {
  const empty = { email: '', name: '', company: '' }
  app.get('/stop', { config: access.stop, schema: { hide: true } }, (_request, reply) =>
    showPage(reply, 'stop', { values: empty, errors: {}, error: null, form: newForm() }),
  )
  app.post(
    '/stop',
    {
      config: { ...access.stop, rateLimit: { max: 60, timeWindow: '1 minute' } },
      bodyLimit: FORM_LIMIT,
      schema: { hide: true },
    },
    async ({ body }, reply) => {
      const { values, errors, person, form } = readStop(body)
      if (Object.keys(errors).length > 0)
        return showPage(reply.status(422), 'stop', { values, errors, error: null, form: form ?? newForm() })
      const given = { ...person, ...(form ? { form } : {}), channel: 'web', actor: 'person' } as const
      const { token } = await evenTime(step, () => stop(dependencies, given))
      return reply.redirect(`/stop/status/${token}`, 303)
    },
  )
  app.get(
    '/stop/status/:token',
    { config: access.stop, schema: { hide: true, params: ByToken } },
    async ({ params }, reply) => {
      const found = await findByToken(dependencies.db, params.token)
      if (!found) throw new AppError('not_found', 'There is no stop behind this link. Is it complete?')
      const { number, created_at, state } = found
      return showPage(reply, 'stop-status', { number, received: created_at.toISOString(), state })
    },
  )
}

function newForm(): string {
  return randomBytes(16).toString('base64url')
}
