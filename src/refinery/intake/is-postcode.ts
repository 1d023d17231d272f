/** Postcodes that nothing else looks like: British, Canadian, Dutch, Portuguese, Polish, American with their four more digits. */
const TELLING =
  /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4} ?[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}|\d{5}-\d{4})$/i
const PLAIN = /^(?:[A-Z]{1,2}-)?\d{4,5}$/

/** Whether a text has the shape of a postcode; one of figures alone may be any number. */
export function isPostcode(text: string): boolean {
  return PLAIN.test(text) || isTellingPostcode(text)
}

/** Whether a text looks like a postcode and like nothing else. */
export function isTellingPostcode(text: string): boolean {
  return TELLING.test(text)
}
