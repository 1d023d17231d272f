import formbody from '@fastify/formbody'
import type { HttpApp } from '../../platform/http/index.ts'
import { acceptanceRoutes } from './acceptance-routes.ts'
import { cookieRoutes } from './cookie-routes.ts'
import { feedbackRoutes } from './feedback-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import { publicRoutes } from './public-routes.ts'

/** The routes of policies: what everybody reads, what users agree to, cookies, feedback, and the operator's side. */
export function policyRoutes(dependencies: PolicyDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) await routes.register(formbody)
      publicRoutes(routes, dependencies)
      acceptanceRoutes(routes, dependencies)
      feedbackRoutes(routes, dependencies)
      cookieRoutes(routes, dependencies)
      operatorRoutes(routes, dependencies)
    })
  }
}
