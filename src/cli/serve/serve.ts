import { AppError } from '../../platform/errors/index.ts'

/** Runs the instance until it is told to stop. */
export function serve(_options: { port?: number; data: string }): Promise<void> {
  throw new AppError('unavailable', 'serve is not there yet.')
}
