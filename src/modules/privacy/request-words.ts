import type { RequestKind } from './tables.ts'

const asked: Record<RequestKind, string> = {
  stop: 'You asked us not to list you.',
  access: 'You asked what we hold about you.',
  correction: 'You told us that something is wrong.',
  deletion: 'You asked us to delete what we hold about you.',
  other: 'You wrote to us about your data.',
}

/** What a letter says when a request has come in: what was understood, and by when a person answers. */
export function requestWords(kind: RequestKind, due: string): string[] {
  return [asked[kind], `A person looks at it and answers by ${due}. There is nothing more to do for you.`]
}
