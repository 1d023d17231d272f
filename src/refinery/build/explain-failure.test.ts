import { expect, test } from 'vitest'
import { AppError } from '../../platform/errors/index.ts'
import { explainFailure } from './explain-failure.ts'

test.each([
  ['ENOSPC: no space left on device, write', /disk is full/],
  ['TransactionContext Error: Failed to commit: Could not write file "x.wal": No space left on device', /disk is full/],
  ["EACCES: permission denied, mkdir 'data'", /cannot be written/],
  ['EROFS: read-only file system, open', /read-only/],
])('%s becomes a sentence', (text, sentence) => {
  expect(explainFailure(new Error(text))).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(sentence),
  })
})

test('a filter that ran out of disk says so too', () => {
  const error = new AppError('internal', 'The filter name failed (exit 1).', {
    detail: 'Error: ENOSPC: no space left on device',
  })
  expect(explainFailure(error)).toMatchObject({ message: expect.stringMatching(/disk is full/) })
})

test('what is not the machine’s fault stays as it is', () => {
  for (const error of [new AppError('bad_input', 'x.csv: permission denied'), new Error('a bug')]) {
    expect(explainFailure(error)).toBe(error)
  }
})
