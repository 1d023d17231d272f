import formbody from '@fastify/formbody'
import type { HttpApp } from '../../platform/http/index.ts'
import { deskRoutes } from './desk-routes.ts'
import { inboundRoutes } from './inbound-routes.ts'
import type { InboundMailOptions } from './inbound-routes.ts'
import { yourDataRoutes } from './your-data-routes.ts'
import type { PrivacyRouteDependencies } from './your-data-routes.ts'

/** The requests of listed people: their pages, the mails they write, the desk that answers. */
export function privacyRoutes({
  inbound,
  ...dependencies
}: PrivacyRouteDependencies & { inbound: InboundMailOptions }): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) await routes.register(formbody)
      yourDataRoutes(routes, dependencies)
    })
    deskRoutes(app, dependencies)
    inboundRoutes(app, { ...inbound, ...dependencies })
  }
}
