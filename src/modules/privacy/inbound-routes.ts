import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { isSigned } from './check-signature.ts'
import { access } from './policy.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { readInboundMail } from './read-inbound-mail.ts'
import { TakenMail } from './schemas.ts'
import { takeInboundMail } from './take-inbound-mail.ts'

export type InboundMailOptions = {
  /** What the sender of the webhook signs with; null turns it off. */
  secret: string | null
  /** Addresses of the instance itself. */
  own: string[]
}

const SIGNATURE = 'x-fairlist-signature'
/** Longest mail, in bytes: what mail servers commonly take. */
const LIMIT = 25 * 1_048_576

/** Where a mail server hands over the mails to the privacy address, whole and signed. */
export function inboundRoutes(
  app: HttpApp,
  { secret, own, ...dependencies }: InboundMailOptions & PrivacyDependencies,
): void {
  void app.register(async (routes: HttpApp) => {
    routes.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    routes.post(
      '/v1/inbound-mail',
      {
        config: access.person,
        bodyLimit: LIMIT,
        schema: {
          tags: ['Requests'],
          summary: 'Hand over a mail to the privacy address',
          description: `The mail as \`message/rfc822\`, signed: \`${SIGNATURE}: t=<seconds since 1970>,v1=<hex>\`, where the hex is the HMAC-SHA-256 of \`<t>.<body>\` under INBOUND_MAIL_SECRET. Sending it again is safe.`,
          headers: z.object({ [SIGNATURE]: z.string().max(200).optional() }),
          response: { 202: TakenMail },
        },
      },
      async ({ body, headers }, reply) => {
        if (secret === null) throw new AppError('not_found', 'Inbound mail is off: INBOUND_MAIL_SECRET is not set.')
        if (!Buffer.isBuffer(body)) throw new AppError('unsupported', 'Send the mail itself, as message/rfc822.')
        const header = headers[SIGNATURE] ?? ''
        if (typeof header !== 'string' || !isSigned({ header, body, secret, now: dependencies.clock.now() }))
          throw new AppError('forbidden', `The signature in ${SIGNATURE} is missing, wrong or too old.`)
        const mail = await readInboundMail(body, own)
        return reply.status(202).send(await takeInboundMail(dependencies, mail))
      },
    )
  })
}
