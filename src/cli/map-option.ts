import { InvalidArgumentError, Option } from 'commander'
import { fields, type Field } from '../refinery/intake/index.ts'

/** `--map COLUMN=FIELD`, as often as needed: what a column holds; `column=` leaves it out. */
export function mapOption(): Option {
  return new Option('--map <column=field>', 'what a column holds, where the guess is wrong; `column=` leaves it out')
    .argParser(readMapping)
    .default({}, 'guessed from header and content')
}

/** Adds one `column=field` to those read before it. */
function readMapping(text: string, before: Record<string, Field | null>): Record<string, Field | null> {
  const at = text.lastIndexOf('=')
  const field = text.slice(at + 1)
  if (at < 1 || (field !== '' && !fields.includes(field as Field))) {
    throw new InvalidArgumentError(`Expected column=field, where the field is one of ${fields.join(', ')}.`)
  }
  return { ...before, [text.slice(0, at)]: field === '' ? null : (field as Field) }
}
