import { AppError } from '../../platform/errors/index.ts'

/** Runs all checks and prints what they found. */
export function examine(_options: { data: string; json?: boolean }): Promise<void> {
  throw new AppError('unavailable', 'doctor is not there yet.')
}
