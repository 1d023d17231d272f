export { AppError } from './app-error.ts'
export type { ErrorCode, FieldError } from './app-error.ts'
