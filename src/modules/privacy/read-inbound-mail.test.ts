import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSigned } from './check-signature.ts'
import { readInboundMail } from './read-inbound-mail.ts'

const OWN = ['privacy@fairlist.example']

function read(mail: string | Buffer) {
  return readInboundMail(Buffer.isBuffer(mail) ? mail : Buffer.from(mail.replaceAll('\n', '\r\n')), OWN)
}

const plain = (headers: string, text = 'Hello.') => read(`${headers}\n\n${text}\n`)

describe('mails as they come', () => {
  test('multipart, quoted-printable, with an attachment that is named and not kept', async () => {
    const mail = await read(`From: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@works.example>
To: privacy@fairlist.example
Subject: =?UTF-8?B?${Buffer.from('Bitte löschen').toString('base64')}?=
Message-ID: <multi@works.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Bitte l=F6schen Sie alles =FCber mich, auch die alte Adresse joerg.mueller=
@old.example.
--inner
Content-Type: text/html; charset=utf-8

<p>Bitte l&ouml;schen</p>
--inner--
--outer
Content-Type: application/pdf; name="passport.pdf"
Content-Disposition: attachment; filename="passport.pdf"
Content-Transfer-Encoding: base64

${Buffer.from('a passport').toString('base64')}
--outer--
`)
    expect(mail).toMatchObject({
      from: { address: 'joerg@works.example' },
      name: 'Jörg Müller',
      subject: 'Bitte löschen',
      kind: 'deletion',
      plain: true,
      machine: null,
      attachments: [{ name: 'passport.pdf', bytes: 10 }],
    })
    expect(mail.text).toBe('Bitte löschen Sie alles über mich, auch die alte Adresse joerg.mueller@old.example.')
  })

  test('HTML alone is read as words; its scripts and styles are not', async () => {
    const html = '<html><head><style>p{}</style></head><body><p>Please&nbsp;remove me</p><script>x()</script>Bye</body>'
    const mail = await plain('From: a@works.example\nSubject: Hello\nContent-Type: text/html', html)
    expect(mail.text).toBe('Please remove me\nBye')
    expect([mail.kind, mail.plain]).toEqual(['stop', false]) // not the subject: somebody has to read it
  })

  test('an internationalised domain is written as mail servers know it', async () => {
    const mail = await read(Buffer.from('From: <info@bücher.example>\r\nSubject: stop\r\n\r\nx\r\n'))
    expect(mail.from).toEqual({ address: 'info@xn--bcher-kva.example', key: 'info@xn--bcher-kva.example' })
  })

  test('a huge one is cut; one without a sender has nobody', async () => {
    const huge = await plain('From: a@works.example\nSubject: x', 'word '.repeat(1_000_000))
    expect(huge.text.length).toBeLessThanOrEqual(20_000)
    expect(await plain('Subject: stop')).toMatchObject({ from: null, name: null, kind: 'stop' })
    expect((await plain('From: undisclosed-recipients:;\nSubject: stop')).from).toBeNull()
    expect((await plain('From: not an address\nSubject: stop')).from).toBeNull()
  })

  test('what is no mail is told', async () => {
    await expect(readInboundMail(Buffer.alloc(0), OWN)).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('the same Message-ID is the same mail; without one, the same bytes are', async () => {
    const hash = async (headers: string, text?: string) => (await plain(headers, text)).hash.toString('hex')
    const named = 'From: a@works.example\nMessage-ID: <1@works.example>'
    expect(await hash(named, 'one')).toBe(await hash(named, 'two'))
    expect(await hash('From: a@works.example', 'one')).not.toBe(await hash('From: a@works.example', 'two'))
  })
})

test.each([
  ['STOP', 'stop'],
  ['Please unsubscribe me', 'stop'],
  ['Opt-out', 'stop'],
  ['Do not sell my data!', 'stop'],
  ['Please delete my account', 'deletion'],
  ['Auskunft nach Art. 15 DSGVO', 'access'],
  ['DSAR', 'access'],
  ['My title is wrong', 'correction'],
  ['Bus stops near you', 'other'],
  ['Unstoppable offers', 'other'],
  ['', 'other'],
])('“%s” asks for %s', async (subject, kind) => {
  expect((await plain(`From: a@works.example\nSubject: ${subject}`)).kind).toBe(kind)
})

test.each([
  ['From: a@works.example', null],
  ['From: a@works.example\nAuto-Submitted: no', null],
  ['From: Privacy <PRIVACY@fairlist.example>', 'reply'],
  ['From: a@works.example\nAuto-Submitted: auto-replied (vacation)', 'reply'],
  ['From: MAILER-DAEMON@works.example', 'reply'],
  ['From: a@works.example\nReturn-Path: <>', 'reply'],
  ['From: a@works.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b', 'reply'],
  ['From: a@works.example\nAuto-Submitted: auto-generated', 'bulk'],
  ['From: a@works.example\nList-Id: <news.works.example>', 'bulk'],
  ['From: a@works.example\nPrecedence: bulk', 'bulk'],
])('%s is by a machine: %s', async (headers, machine) => {
  expect((await plain(`${headers}\nSubject: stop`)).machine).toBe(machine)
})

test('whatever comes, it is read or told to be none', { timeout: 20_000 }, async () => {
  const scraps = fc.constantFrom(
    'From: ',
    'Subject: ',
    '\r\n',
    '\r\n\r\n',
    '--b',
    'multipart/mixed; boundary=b',
    '=?UTF-8?Q?=',
    '<',
    '>',
    '@',
    ';',
    ':',
    '\0',
    'é',
    'Content-Type: ',
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
    fc.array(scraps, { maxLength: 30 }).map((each) => Buffer.from(each.join(''))),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (each) => {
      const read = await readInboundMail(each, OWN).then(
        ({ kind }) => kind,
        (error: { code?: string }) => error.code,
      )
      expect(['bad_input', 'stop', 'access', 'correction', 'deletion', 'other']).toContain(read)
    }),
    { numRuns: 300 },
  )
})

describe('a signature', () => {
  const secret = 's'.repeat(32)
  const now = new Date('2026-03-02T09:00:00Z')
  const seconds = now.getTime() / 1000
  const sign = (time: number, body: string) =>
    `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`

  test.each([
    [sign(seconds, 'mail'), true],
    [sign(seconds - 299, 'mail'), true],
    [sign(seconds + 299, 'mail'), true],
    [sign(seconds - 301, 'mail'), false],
    [sign(seconds + 301, 'mail'), false],
    [sign(seconds, 'other'), false],
    [sign(seconds - 10, 'mail').replace(/^t=\d+/, `t=${seconds}`), false],
    ['', false],
    ['t=1,v1=', false],
  ])('%s: %s', (header, right) => {
    expect(isSigned({ header, body: Buffer.from('mail'), secret, now })).toBe(right)
  })

  test('of another secret is none', () => {
    expect(isSigned({ header: sign(seconds, 'mail'), body: Buffer.from('mail'), secret: 'x'.repeat(32), now })).toBe(
      false,
    )
  })
})
