import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { convertFile } from './convert-file.ts'

let dir: string
let counter = 0
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fairlist-cards-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function save(content: string | Buffer): Promise<string> {
  const path = join(dir, `file-${++counter}`)
  await writeFile(path, content)
  return path
}

/** The rows as any reader of CSV sees them, and how many were left out. */
async function read(content: string | Buffer) {
  const path = await save(content)
  const { rejected } = await convertFile(path, `${path}.csv`)
  const { data } = Papa.parse<Record<string, string>>(await readFile(`${path}.csv`, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  return { rows: data, rejected }
}

test('cards of an address book: folded lines, quoted-printable, work only', async () => {
  const cards = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Ann Lee',
    'N:Lee;Ann;;;',
    'ORG:Harbor\\, Pine & Co;Sales',
    'TITLE:Head of',
    '  Sales',
    'TEL;TYPE=CELL:+1 512 555 0131',
    'TEL;TYPE=HOME:+1 512 555 0199',
    'item1.EMAIL;TYPE=WORK:ann@harbor.example',
    'ADR;TYPE=WORK:;;1 Elm St;Austin;TX;78701;US',
    'ADR;TYPE=HOME:;;2 Private Lane;Austin;TX;78701;US',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCl=',
    'ler;J=C3=B6rg;;;',
    'TEL;WORK;FAX:+1 512 555 0100',
    'END:VCARD',
    '',
  ]
  const { rows } = await read(cards.join('\r\n'))
  expect(rows).toMatchObject([
    {
      'Full name': 'Ann Lee',
      Company: 'Harbor, Pine & Co',
      Department: 'Sales',
      'Job title': 'Head of Sales',
      Mobile: '+1 512 555 0131',
      'E-mail': 'ann@harbor.example',
      City: 'Austin',
    },
    { 'First name': 'Jörg', 'Last name': 'Müller', Fax: '+1 512 555 0100' },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/0199|Private Lane/)
})

/** A card with these lines, and what the table has of it beside its name. */
const cardCases: [string, string[] | Buffer, Record<string, string>][] = [
  [
    '2.1: Latin letters in quoted-printable, the encoding without its name',
    ['VERSION:2.1', 'N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:M=FCller;J=F6rg'],
    { 'Last name': 'Müller', 'First name': 'Jörg' },
  ],
  [
    '2.1: Cyrillic in a character set of its own',
    ['VERSION:2.1', 'FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=F0 =CB=E5=E2'],
    { 'Full name': 'Петр Лев' },
  ],
  [
    '2.1: soft breaks of quoted-printable, the next line beginning with white space',
    ['VERSION:2.1', 'FN:Ann Lee', 'TITLE;ENCODING=QUOTED-PRINTABLE:Head of=', ' Sales=2C =', 'Europe'],
    { 'Job title': 'Head of Sales, Europe' },
  ],
  ['2.1: what is folded keeps its white space', ['VERSION:2.1', 'FN:Ann', ' Lee'], { 'Full name': 'Ann Lee' }],
  ['3.0: what is folded loses it', ['VERSION:3.0', 'FN:Ann L', ' ee'], { 'Full name': 'Ann Lee' }],
  [
    'bytes of Windows-1252 without a word about it',
    Buffer.from('VERSION:2.1\r\nFN:José Núñez', 'latin1'),
    { 'Full name': 'José Núñez' },
  ],
  [
    '3.0: folded in the middle of a character',
    Buffer.concat([Buffer.from('VERSION:3.0\r\nFN:Jos\xC3\r\n \xA9 Lee', 'latin1')]),
    { 'Full name': 'José Lee' },
  ],
  [
    '3.0: what a label of the group says is at home',
    [
      'VERSION:3.0',
      'FN:Ann Lee',
      'item1.EMAIL;type=INTERNET:ann@home.example',
      'item1.X-ABLabel:_$!<Home>!$_',
      'item2.EMAIL;type=INTERNET;type=pref:ann@harbor.example',
      'item2.X-ABLabel:_$!<Work>!$_',
    ],
    { 'E-mail': 'ann@harbor.example', 'E-mail 2': '' },
  ],
  [
    '4.0: types in quotes, addresses as URIs, a date without hyphens',
    [
      'VERSION:4.0',
      'FN:Ann Lee',
      'N:Lee;Ann;Bea,Cora;Dr.;',
      'TEL;VALUE=uri;TYPE="voice,work":tel:+1-512-555-0131;ext=102',
      'EMAIL;PREF=1:mailto:ann@harbor.example',
      'X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/ann-lee',
      'REV:20240305T101500Z',
    ],
    {
      'Middle name': 'Bea Cora',
      Prefix: 'Dr.',
      Phone: '+1-512-555-0131 ext. 102',
      'E-mail': 'ann@harbor.example',
      LinkedIn: 'https://www.linkedin.com/in/ann-lee',
      'Last updated': '2024-03-05',
    },
  ],
  [
    '2.1: the card of an assistant within the card',
    [
      'VERSION:2.1',
      'FN:Ann Lee',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Bo Ray',
      'TEL:+1 512 555 0100',
      'END:VCARD',
      'TEL:+1 512 555 0131',
    ],
    { 'Full name': 'Ann Lee', Phone: '+1 512 555 0131' },
  ],
]

test.each(cardCases)('a card of an address book, %s', async (_, lines, want) => {
  const body = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.join('\r\n'))
  const { rows } = await read(Buffer.concat([Buffer.from('BEGIN:VCARD\r\n'), body, Buffer.from('\r\nEND:VCARD\r\n')]))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject(want)
})

test('an address book in UTF-16', async () => {
  const text = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Žofie Nová\r\nEND:VCARD\r\n'
  const { rows } = await read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
  expect(rows[0]?.['Full name']).toBe('Žofie Nová')
})
