import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeSession, type SmtpSession, type SmtpStage } from './judge-session.ts'
import cases from './session-cases.json' with { type: 'json' }

type Case = {
  replies: string[]
  end?: SmtpSession['end']
  utf8Missing?: boolean
  acceptsAll?: boolean
  tries?: number
  expect: string
  retryAfter?: number
  exists?: boolean
}

function sessionOf({ replies, end = 'open', utf8Missing = false }: Case): SmtpSession {
  const read = replies.map((line) => {
    const [, stage, code, text] = /^(\w+) (\d+)(?:[ -](.*))?$/.exec(line)!
    return { stage: stage as SmtpStage, code: Number(code), text: text ?? '' }
  })
  return { replies: read, end, utf8Missing }
}

test.each((cases as Case[]).map((each) => [[...each.replies, each.end ?? ''].join(' · '), each] as const))(
  '%s',
  (_, each) => {
    const judged = judgeSession(sessionOf(each), { acceptsAll: each.acceptsAll ?? null, tries: each.tries ?? 0 })
    expect(`${judged.verdict} ${judged.reason} ${judged.next}`).toBe(each.expect)
    expect(judged.retryAfter).toBe(each.retryAfter ?? null)
    expect(judged.exists).toBe(
      each.exists ?? { deliverable: true, undeliverable: false }[judged.verdict as string] ?? null,
    )
  },
)

test('the table is long enough to freeze the rules', () => {
  expect(cases.length).toBeGreaterThan(60)
})

test('whatever servers say, an address is called gone only by a reply that refuses for good', () => {
  const reply = fc.record({
    stage: fc.constantFrom<SmtpStage[]>('greeting', 'ehlo', 'mail', 'rcpt', 'probe'),
    code: fc.integer({ min: 100, max: 999 }),
    text: fc.oneof(fc.string(), fc.constantFrom('User unknown', 'blocked', 'mailbox full', '5.1.1 x', '4.2.2 y')),
  })
  const session = fc.record({
    replies: fc.array(reply, { maxLength: 6 }),
    end: fc.constantFrom<SmtpSession['end'][]>('open', 'dropped', 'timeout', 'unreachable', 'garbled'),
  })
  fc.assert(
    fc.property(session, fc.constantFrom(null, true, false), fc.nat(5), (said, acceptsAll, tries) => {
      const judged = judgeSession(said, { acceptsAll, tries })
      const rcpt = said.replies.findLast(({ stage }) => stage === 'rcpt')
      const of = rcpt === undefined ? 0 : Math.floor(rcpt.code / 100)
      const needs = { undeliverable: 5, deliverable: 2, 'accept-all': 2, unknown: of }[judged.verdict]
      expect(of).toBe(needs)
      expect(judged.next === 'retry').toBe(judged.retryAfter !== null)
      expect(judged.verdict === 'unknown' || judged.next === 'stop').toBe(true)
    }),
    { numRuns: 5000 },
  )
})
