import forms from './organisation-words.json' with { type: 'json' }
import type { Role } from './link-input.ts'
import { keyWords } from './text-key.ts'

const FORMS = new Set(forms.forms.split(' '))
const STREETS: Record<string, string> = forms.street

/** The form in which a value of this role is compared for equality; `''` when nothing comparable is left. */
export function valueKey(role: Role, text: string): string {
  switch (role) {
    case 'email':
      return emailKey(text)
    case 'phone':
    case 'number':
      return digitsKey(text, role)
    case 'organisation':
      return organisationKey(text)
    case 'date':
      return dateKey(text)
    case 'address':
      return addressKey(text)
    case 'postcode':
      return keyWords(text).join('')
    default:
      return keyWords(text).join(' ')
  }
}

function emailKey(text: string): string {
  const key = text.trim().toLowerCase()
  return key.includes('@') ? key : ''
}

function digitsKey(text: string, role: Role): string {
  const digits = text.replace(/\D+/g, '')
  if (role === 'number') return digits
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits.replace(/^00/, '')
  return national.length >= 6 ? national : ''
}

function organisationKey(text: string): string {
  const words = keyWords(text)
  while (words.length > 1 && FORMS.has(words.at(-1)!)) words.pop()
  if (words.length > 1 && words[0] === 'the') words.shift()
  return words.join(' ')
}

function addressKey(text: string): string {
  return keyWords(text.replaceAll('\u001f', ' '))
    .map((word) => (Object.hasOwn(STREETS, word) ? STREETS[word] : word))
    .join(' ')
}

/** A date as eight digits (year, month, day); a year alone as four; anything else nothing. */
function dateKey(text: string): string {
  const iso = /^(\d{4})\D?(\d{2})\D?(\d{2})(?!\d)/.exec(text.trim())
  if (iso) return `${iso[1]}${iso[2]}${iso[3]}`
  const numbers = text.match(/\d+/g) ?? []
  if (numbers.length === 3 && numbers[2].length === 4) {
    return numbers[2] + numbers[0].padStart(2, '0').slice(-2) + numbers[1].padStart(2, '0').slice(-2)
  }
  return numbers.length === 1 && numbers[0].length === 4 ? numbers[0] : ''
}
