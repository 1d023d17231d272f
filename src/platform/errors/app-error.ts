/** The closed list of ways in which work can fail. A new code needs a row in the status table of `http`. */
export type ErrorCode =
  | 'bad_input'
  | 'not_found'
  | 'conflict'
  | 'busy'
  | 'forbidden'
  | 'unauthenticated'
  | 'too_large'
  | 'unsupported'
  | 'unavailable'
  | 'internal'

/** One fault in an input: `pointer` is a JSON pointer (RFC 6901) into it, `detail` a sentence about it. */
export type FieldError = { pointer: string; detail: string }

type AppErrorOptions = {
  cause?: unknown
  /** More about this one case, shown below the message. */
  detail?: string
  /** The fields at fault, for a form to mark. */
  errors?: FieldError[]
}

/**
 * The one exception of the product. `message` is a sentence for the person who sees it: what is wrong and what to do.
 * Expected outcomes (invalid, unknown, suppressed) are values, not exceptions.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly errors: FieldError[] | undefined

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = options.detail
    this.errors = options.errors
  }
}
