/** `user:01a2…4672`: ids are told apart by their ends; where they are shown in short, the whole stands in a tip. */
export function shortenIds(text: string): string {
  return text.replaceAll(/\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{23}([0-9a-f]{4})\b/g, '$1…$2')
}
