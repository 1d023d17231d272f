/** A form as it was posted: a name may come once, often, not at all, or hold anything. */
export type Posted = (name: string) => string

/** Reads what a parser made of a form: the last value of a name, in tidy lines. Never throws. */
export function readPosted(body: unknown): Posted {
  const form = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  return (name) => {
    const value = Object.hasOwn(form, name) ? form[name] : ''
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    return typeof last === 'string' ? tidyText(last) : ''
  }
}

/** Control characters and marks that turn the reading order go, white space is one blank, lines stay lines. */
export function tidyText(text: string): string {
  return text
    .slice(0, 50_000)
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
        .replace(/\p{Zs}+/gu, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
