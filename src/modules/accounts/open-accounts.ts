import formbody from '@fastify/formbody'
import type { FastifyRequest } from 'fastify'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import type { AccountDependencies } from './account-dependencies.ts'
import { accountRoutes } from './account-routes.ts'
import { AttemptLimit } from './attempt-limit.ts'
import { firstOperatorRoutes } from './first-operator-routes.ts'
import { openIdentify } from './identify.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { openAuth } from './open-auth.ts'
import { operatorRoutes } from './operator-routes.ts'
import { organisationRoutes } from './organisation-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'

type Options = Omit<AccountDependencies, 'auth'> & {
  /** File of the key that signs cookies; made when it is missing. */
  keyFile: string
  /** Whether people reach the instance by HTTPS. */
  secure: boolean
}

/** Accounts of an instance. */
export type Accounts = {
  /** Who a request comes from. */
  identify: (request: FastifyRequest) => Promise<Principal>
  /** The pages and the API of accounts. */
  routes: (app: HttpApp) => Promise<void>
}

/** Failed sign-ins of one address within this time, in ms, before it rests. */
const FAILURES = { most: 10, span: 15 * 60_000 }

/** Opens accounts on their tables. */
export async function openAccounts({ keyFile, secure, ...rest }: Options): Promise<Accounts> {
  const { db, clock } = rest
  const auth = await openAuth({ db, keyFile, secure })
  const dependencies = { ...rest, auth, failures: new AttemptLimit({ clock, ...FAILURES }) }
  return {
    identify: openIdentify({ db, auth }),
    routes: async (app) => {
      await app.register(async (routes: HttpApp) => {
        if (!routes.hasContentTypeParser('application/x-www-form-urlencoded')) await routes.register(formbody)
        signInRoutes(routes, dependencies)
        signUpRoutes(routes, dependencies)
        passwordRoutes(routes, dependencies)
        invitationRoutes(routes, dependencies)
        firstOperatorRoutes(routes, dependencies)
        accountRoutes(routes, dependencies)
        organisationRoutes(routes, dependencies)
        operatorRoutes(routes, dependencies)
      })
    },
  }
}
