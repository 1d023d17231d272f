const whole = new Intl.NumberFormat('en-US')
const share = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const countries = new Intl.DisplayNames('en', { type: 'region' })

export const formatCount = (count: number): string => whole.format(count)

/** 0–1 as a percentage. */
export const formatShare = (part: number): string => share.format(part)

/** Per mille as a whole percentage. */
export const formatPerMille = (perMille: number): string => `${Math.round(perMille / 10)}%`

/** An ISO date (`2026-06-18`, also shortened to a month or year) for reading. */
export function formatDate(iso: string | undefined | null): string {
  if (iso === undefined || iso === null || iso === '') return '–'
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) || iso.length < 10 ? iso : day.format(date)
}

/** An ISO moment in the reader's own time zone. */
export function formatMoment(iso: string | undefined | null): string {
  if (iso === undefined || iso === null || iso === '') return '–'
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : moment.format(date)
}

/** Seconds as `0.4 s`, `12 s`, `3 min 5 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round(seconds - minutes * 60)
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}

/** Bytes as `12 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** `US` → `United States`; what is no country code stays as it is. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}

/** E.164 with thin groups, so that a number can be read out: `+15125550123` → `+1 512 555 0123`. */
export function formatPhone(e164: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})(.*)$/.exec(e164)
  if (american !== null) return `+1 ${american[1]} ${american[2]} ${american[3]}${american[4]}`
  const other = /^(\+\d{2})(\d{2,3})(\d{3})(\d+)(.*)$/.exec(e164)
  return other === null ? e164 : `${other[1]} ${other[2]} ${other[3]} ${other[4]}${other[5]}`
}

/** Cents of a currency as `€49.00`. */
export function formatMoney(cents: number, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100)
}

/** `1 credit`, `2,500 credits`: a count with its noun, whose plural ends in s. */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
