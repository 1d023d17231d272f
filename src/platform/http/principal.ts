import type { FastifyRequest } from 'fastify'

/** What somebody may do for the instance, besides what they may in their organisation. */
export const staffRoles = ['operator', 'support', 'privacy-officer'] as const
export type StaffRole = (typeof staffRoles)[number]

/** Somebody who is signed in. */
export type UserPrincipal = {
  kind: 'user'
  /** Opaque id of the user. */
  user: string
  email: string
  /** Opaque id of the organisation that they work in at the moment. */
  organisation: string | null
  role: 'owner' | 'member' | null
  staff: StaffRole[]
  /** Opaque id of the session. */
  session: string
}

/**
 * Who a request comes from. `local`: nobody has been made operator yet, and the request comes from this very machine; it
 * may do what an operator may, and never occurs afterwards.
 */
export type Principal = { kind: 'anonymous' } | { kind: 'local' } | UserPrincipal

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Known from the first hook on. */
    principal: Principal
  }
}

/** Whether a request comes from this machine itself, and not through something that passes requests on. */
export function isLocal({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']
  return isLoopback(socket.remoteAddress ?? '') && passedOn.every((name) => headers[name] === undefined)
}

/** Whether an address leads to the machine itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address)
}

/** Who asks, where there are no accounts: whoever sits at the machine may do everything. */
export async function identifyLocal(request: FastifyRequest): Promise<Principal> {
  return isLocal(request) ? { kind: 'local' } : { kind: 'anonymous' }
}
