import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { AppError } from '../errors/index.ts'
import type { HttpApp } from './http-app.ts'
import { wantsPage } from './pages.ts'
import type { Principal } from './principal.ts'

/**
 * Who may call a route. `public`: everybody. `signed-in`: whoever has an account. `member`: of an organisation, in
 * whatever role. `owner`: of an organisation. `staff`: in any role of the instance. The others: in this very role.
 */
export type AccessRule =
  | 'public'
  | 'signed-in'
  | 'member'
  | 'owner'
  | 'staff'
  | 'operator'
  | 'support'
  | 'privacy-officer'
/** One rule, or several of which one must hold. */
export type Access = AccessRule | readonly AccessRule[]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route that does not say so does not start. */
    access?: Access
  }
}

/** Whether somebody may call a route. */
export function isAdmitted(principal: Principal, access: Access): boolean {
  const rules = typeof access === 'string' ? [access] : access
  return rules.some((rule) => isAdmittedBy(principal, rule))
}

function isAdmittedBy(principal: Principal, rule: AccessRule): boolean {
  if (rule === 'public' || principal.kind === 'local') return true
  if (principal.kind === 'anonymous') return false
  if (rule === 'signed-in') return true
  if (rule === 'member') return principal.organisation !== null && principal.role !== null
  if (rule === 'owner') return principal.organisation !== null && principal.role === 'owner'
  return rule === 'staff' ? principal.staff.length > 0 : principal.staff.includes(rule)
}

/** A route as the table of access lists it. */
export type ListedRoute = { method: string; url: string; access: Access }

/** The doorkeeper of a server. */
export type Doorkeeper = {
  /** Every route with who may call it. */
  routes(): ListedRoute[]
  /** Refuses who may not see a page of the application; null lets them pass. */
  guardPage: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null
}

type Identify = (request: FastifyRequest) => Promise<Principal>

/** Finds out who asks, and lets them call what they may. A route that does not say who may call it makes the start fail. */
export function guardAccess(app: HttpApp, identify: Identify): Doorkeeper {
  const seen: RouteOptions[] = []
  app.decorateRequest('principal')
  app.addHook('onRoute', (route) => void seen.push(route))
  app.addHook('onReady', async () => {
    const open = seen
      .filter(({ config }) => config?.access === undefined)
      .map(({ method, url }) => `${[method].flat().join()} ${url}`)
    if (open.length > 0)
      throw new AppError('internal', `These routes do not say who may call them: ${open.join(', ')}.`)
  })
  app.addHook('onRequest', async (request, reply) => {
    request.principal = await identify(request)
    const { access } = request.routeOptions.config
    // An address without a route has no rule: the answer is that there is nothing.
    if (request.routeOptions.url === undefined) return undefined
    return access !== undefined && isAdmitted(request.principal, access) ? undefined : refuse(request, reply)
  })
  return {
    routes: () =>
      seen.flatMap(({ method, url, config }) =>
        [method].flat().map((each) => ({ method: each, url, access: config?.access ?? [] })),
      ),
    guardPage: (request, reply) => (isAdmitted(request.principal, 'signed-in') ? null : refuse(request, reply)),
  }
}

/** Somebody in front of a browser who is not signed in is led there and back; all others are told. */
function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.principal.kind !== 'anonymous') throw new AppError('forbidden', 'Your account may not do this.')
  if (!wantsPage(request)) throw new AppError('unauthenticated', 'Sign in first; your session may have ended.')
  return reply.redirect(`/sign-in?next=${encodeURIComponent(wayBack(request))}`, 303)
}

/** The page somebody wanted to see, or the one whose form they sent from a tab that was signed out meanwhile. */
function wayBack({ method, url, headers }: FastifyRequest): string {
  if (method === 'GET' || method === 'HEAD') return url
  const { referer } = headers
  if (!referer || !URL.canParse(referer)) return '/'
  const { host, pathname, search } = new URL(referer)
  return host === headers.host ? `${pathname}${search}` : '/'
}
