import { join } from 'node:path'
import type { Config } from './config.ts'
import { consentLinks, consentRoutes, findCorrespondent, isAllowed, openLinkSigner } from './modules/consents/index.ts'
import type { ConsentTables } from './modules/consents/index.ts'
import { mailRoutes, openMailDesk } from './modules/mail/index.ts'
import type { MailDesk, MailTables } from './modules/mail/index.ts'
import type { Clock } from './platform/clock/index.ts'
import { AppError } from './platform/errors/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Log } from './platform/log/index.ts'
import { openMailFolder, openSmtp } from './platform/mail/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { renderMail } from './web/mail/render-mail.ts'

type Options = {
  config: Config
  data: string
  postgres: Postgres
  clock: Clock
  log: Log
  /** Address of the instance as people reach it. */
  origin: () => string
  /** The privacy policy that holds now. */
  policy: () => Promise<{ version: string; href: string }>
}

/** Mail and consents, put together: what may be sent is what the ledger allows. */
export type MailParts = {
  desk: MailDesk
  routes: (app: HttpApp) => Promise<void>
  close(): Promise<void>
}

const NO_SENDER = { from: 'Fairlist <no-reply@localhost.localdomain>', address: 'no-reply@localhost.localdomain' }

/** Opens the mail desk with the way out that the configuration names, and the pages of consents. */
export async function openMail({ config, data, postgres, clock, log, origin, policy }: Options): Promise<MailParts> {
  const db = postgres.as<MailTables>('registration')
  const consents = postgres.as<ConsentTables>('registration')
  const signer = await openLinkSigner(join(data, 'keys', 'links.key'))
  const links = consentLinks({ origin, signer })
  const transport = config.smtpUrl ? openSmtp({ url: config.smtpUrl }) : openMailFolder(join(data, 'mail'))
  const desk = await openMailDesk({
    db,
    clock,
    transport,
    log,
    render: renderMail,
    instance: () => ({ name: 'Fairlist', origin: origin() }),
    sender: config.mailFrom ?? NO_SENDER,
    mayReceive: ({ address, topic }) => isAllowed(consents, { address, channel: 'email', topic }),
    declining: async ({ address, topic }) => {
      const found = await findCorrespondent(consents, address)
      if (!found) throw new AppError('internal', 'Somebody who never agreed is not written to.')
      return { unsubscribe: links.unsubscribe(found.id, topic), preferences: links.preferences(found.id) }
    },
  })
  return {
    desk,
    routes: async (app) => {
      mailRoutes({ db, clock, transport })(app)
      await consentRoutes({ db: consents, clock, signer, links, policy, contact: '/contact' })(app)
    },
    close: () => transport.close(),
  }
}
