import formbody from '@fastify/formbody'
import type { HttpApp } from '../../platform/http/index.ts'
import type { ConsentDependencies } from './consent-dependencies.ts'
import { formRoutes } from './form-routes.ts'
import { preferenceRoutes } from './preference-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/** The routes of consents: forms, confirmation, preferences, and what staff sees of registrations. */
export function consentRoutes(dependencies: ConsentDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) await routes.register(formbody)
      formRoutes(routes, dependencies)
      preferenceRoutes(routes, dependencies)
      staffRoutes(routes, dependencies)
    })
  }
}
