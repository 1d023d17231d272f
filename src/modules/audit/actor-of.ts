/** Who a request comes from, as the trail names them: `user:<id>`, or the kind of somebody without an account. */
export function actorOf(request: object): string {
  const principal = 'principal' in request ? (request.principal as { kind: string; user?: unknown } | null) : null
  if (principal?.kind === 'user' && typeof principal.user === 'string') return `user:${principal.user}`
  return principal?.kind ?? 'anonymous'
}
