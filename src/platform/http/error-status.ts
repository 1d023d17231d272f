import type { ErrorCode } from '../errors/index.ts'

/** The one table from what went wrong to what HTTP says about it. */
export const errorStatus: Record<ErrorCode, { status: number; title: string }> = {
  bad_input: { status: 400, title: 'The request has a mistake in it' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'This is not allowed' },
  not_found: { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'This does not fit the present state' },
  too_large: { status: 413, title: 'This is too large' },
  unsupported: { status: 415, title: 'This form is not supported' },
  busy: { status: 429, title: 'Busy with other work' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not available at the moment' },
}

/** The code that stands for a status which Fastify or a plugin chose. */
export function codeOfStatus(status: number): ErrorCode {
  if (status >= 500) return status === 503 ? 'unavailable' : 'internal'
  for (const [code, row] of Object.entries(errorStatus)) if (row.status === status) return code as ErrorCode
  return status === 406 ? 'unsupported' : 'bad_input'
}
