import { AppError } from '../../platform/errors/index.ts'

/** What the file system says when it fails us, and what the operator can do about it. */
const CAUSES: { says: RegExp; sentence: string }[] = [
  { says: /ENOSPC|no space left on device|EDQUOT|disk quota/i, sentence: 'The disk is full. Free some space, then build again.' },
  { says: /EROFS|read-only file system/i, sentence: 'The data directory is on a read-only disk. Choose another with --data.' },
  { says: /EACCES|EPERM|permission denied/i, sentence: 'The data directory cannot be written. Check its owner and permissions, or choose another with --data.' },
  { says: /EMFILE|too many open files/i, sentence: 'The system allows no more open files. Raise the limit (ulimit -n), then build again.' },
] // prettier-ignore

/** A failure of the machine as a sentence that says what to do; what is no such failure comes back as it is. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof AppError && error.code !== 'internal') return error
  const text = error instanceof AppError ? `${error.message} ${error.detail ?? ''}` : String(error)
  const cause = CAUSES.find(({ says }) => says.test(text))
  if (!cause) return error
  return new AppError('unavailable', `${cause.sentence} What was served before is served still.`, { cause: error })
}
