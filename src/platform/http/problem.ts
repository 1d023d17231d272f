import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '../errors/index.ts'
import type { ErrorCode, FieldError } from '../errors/index.ts'
import { codeOfStatus, errorStatus } from './error-status.ts'

/** The body of every error answer (RFC 9457). `pointer` starts with the part of the request: `/query/limit`, `/body/0/name`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ description: 'Problem details of RFC 9457, with the fields at fault' })

export type Problem = z.output<typeof Problem>

type Described = { code: ErrorCode; detail: string | undefined; errors?: FieldError[] | undefined }

/** Turns whatever was thrown into a problem. What nobody foresaw becomes `internal` and gives nothing away. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { code, detail, errors } = describe(error)
  const { status, title } = errorStatus[code]
  return {
    type: `urn:fairlist:problem:${code}`,
    title,
    status,
    ...(detail ? { detail } : {}),
    instance: `urn:uuid:${requestId}`,
    ...(errors?.length ? { errors } : {}),
  }
}

function describe(error: unknown): Described {
  if (error instanceof AppError) {
    const detail = error.detail ? `${error.message} ${error.detail}` : error.message
    return { code: error.code, detail, errors: error.errors }
  }
  if (hasZodFastifySchemaValidationErrors(error)) return describeValidation(error)
  const status = readStatus(error)
  if (status === null || status >= 500)
    return { code: 'internal', detail: 'The failure is in the log under this instance.' }
  return { code: codeOfStatus(status), detail: error instanceof Error ? error.message : undefined }
}

const PARTS: Record<string, string> = { querystring: 'query', params: 'path', headers: 'headers', body: 'body' }

function describeValidation(error: {
  validation: { instancePath: string; message?: string }[]
  validationContext?: string | undefined
}): Described {
  const part = PARTS[error.validationContext ?? ''] ?? 'body'
  const errors = error.validation.map(({ instancePath, message }) => ({
    pointer: `/${part}${instancePath}`,
    detail: message ?? 'Not valid',
  }))
  return { code: 'bad_input', detail: `${errors[0]?.pointer}: ${errors[0]?.detail}`, errors }
}

function readStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null
  return typeof error.statusCode === 'number' ? error.statusCode : null
}
