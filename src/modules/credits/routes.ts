import type { HttpApp } from '../../platform/http/index.ts'
import { accountRoutes } from './account-routes.ts'
import type { CreditRouteDependencies } from './credit-dependencies.ts'
import { operatorRoutes } from './operator-routes.ts'
import { unlockRoutes } from './unlock-routes.ts'

/** The routes of credits: what a customer sees and spends, and what the operator does for them. */
export function creditRoutes(dependencies: CreditRouteDependencies): (app: HttpApp) => void {
  return (app) => {
    accountRoutes(app, dependencies)
    unlockRoutes(app, dependencies)
    operatorRoutes(app, dependencies)
  }
}
