/** What an RFC 9457 problem document says, as far as a person needs it. */
export type Problem = { title: string; status: number; detail: string; errors: { pointer: string; detail: string }[] }

/** An answer that is not 2xx, or no answer at all (`status` 0). */
export class RequestError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'RequestError'
    this.problem = problem
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = {
    title: response.statusText || 'The request failed',
    status: response.status,
    detail: `The server answered with status ${response.status}.`,
    errors: [],
  }
  try {
    const body = (await response.json()) as Partial<Problem>
    return { ...fallback, ...body }
  } catch {
    return fallback
  }
}

/**
 * Asks the instance's own API and gives the JSON answer.
 * @throws RequestError with the problem document, or with status 0 when the instance cannot be reached.
 */
export async function request<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, ...init })
  } catch (cause) {
    if (init?.signal?.aborted) throw cause
    throw new RequestError({
      title: 'Fairlist does not answer',
      status: 0,
      detail: 'The instance cannot be reached. It may be starting or stopped; nothing that you entered is lost.',
      errors: [],
    })
  }
  if (!response.ok) throw new RequestError(await readProblem(response))
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}

/** Sends a JSON body by POST. */
export function post<Answer>(path: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body === undefined) return request<Answer>(path, { method: 'POST', headers })
  headers['content-type'] = 'application/json'
  return request<Answer>(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Sends a JSON body by POST under a key: sent again with the same key, it is done once. */
export function postOnce<Answer>(path: string, { key, body }: { key: string; body: unknown }): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': key }
  return request<Answer>(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Sends a JSON body by PUT. */
export function put<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  return request<Answer>(path, { method: 'PUT', headers, body: JSON.stringify(body) })
}

/** Asks for something to be taken away. */
export function remove<Answer>(path: string): Promise<Answer> {
  return request<Answer>(path, { method: 'DELETE' })
}
