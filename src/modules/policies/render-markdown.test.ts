import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'
import { policyKinds } from './policy-kinds.ts'
import { renderMarkdown } from './render-markdown.ts'
import { listBlanks } from './seed-policies.ts'

describe('what attackers write is shown as text', () => {
  const attacks: string[] = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="alert(1)">b</b> <!-- c --> <svg/onload=alert(1)>',
    '<div\nonclick=alert(1)>\n\n**x**\n</div>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](javascript&#58;alert(1))',
    '[a](java&#9;script:alert(1))',
    '[a]( javascript:alert(1))',
    '[a](<java\tscript:alert(1)>)',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '[a](vbscript:msgbox)',
    '[a](//evil.example)',
    '[a](/\\evil.example)',
    '[a](\\\\evil.example)',
    '<javascript:alert(1)>',
    '[r]\n\n[r]: javascript:alert(1)',
    '[a](https://x.example/"onmouseover="alert(1))',
    '[a](https://x.example/\' onmouseover=\'alert(1) "t")',
    '![x](javascript:alert(1))',
    '![x" onerror="alert(1)](https://x.example/y.png)',
    '```"><script>alert(1)</script>\nx\n```',
    '`<script>alert(1)</script>`',
    '# <script>alert(1)</script>',
    '| <script> |\n|---|\n| <img src=x onerror=alert(1)> |',
    '[<script>alert(1)</script>](/x)',
    '[![a](javascript:1)](javascript:2)',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    'a <script> b <a href=',
    'a <pre> b <img src=x onerror=alert(1) //',
  ]
  test.each(attacks)('%s', (text) => {
    expect(unsafeTags(renderMarkdown(text))).toEqual([])
  })

  test('whatever is written', () => {
    const part = fc.constantFrom(...attacks, '<', '>', '"', "'", '[', '](', ')', '`', '\n', '&', '#', 'x', '<a href=')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(unsafeTags(renderMarkdown(parts.join('')))).toEqual([])
      }),
      { numRuns: 3000, seed: 4 },
    )
  })
})

const TAGS = 'a|p|h[1-6]|ul|ol|li|em|strong|del|code|pre|blockquote|br|hr|table|thead|tbody|tr|th|td'
/** Every tag of an answer, with only the attributes that the renderer itself may write. */
const ALLOWED = new RegExp(
  `^<(/?(${TAGS})|a href="(https?://|mailto:|/(?![/\\\\])|#)[^"<>]*"( rel="[a-z ]+")?|(th|td) align="[a-z]+"|ol start="\\d+"|code class="language-[^"<>]*"|input [a-z="\\s]*)\\s*/?>$`,
  'i',
)

function unsafeTags(html: string): string[] {
  return (html.match(/<[^>]*>?/g) ?? []).filter((tag) => !ALLOWED.test(tag))
}

test('the check of the tests refuses what is not safe', () => {
  for (const bad of ['<script>', '<a href="javascript:1">', '<a href="/x" onclick="1">', '<img src="x">', '<b'])
    expect(unsafeTags(bad)).not.toEqual([])
})

const links: [string, string][] = [
  [
    '[a](https://x.example/?a=1&b=2)',
    '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">a</a>',
  ],
  ['[a](mailto:a@x.example)', '<a href="mailto:a@x.example">a</a>'],
  ['[**a**](/policies/privacy)', '<a href="/policies/privacy"><strong>a</strong></a>'],
  ['[a](#part)', '<a href="#part">a</a>'],
  ['[a](/)', '<a href="/">a</a>'],
]
test.each(links)('%s stays a link', (text, html) => {
  expect(renderMarkdown(text).trim()).toBe(`<p>${html}</p>`)
})

test('default texts render without a tag that is not allowed, and say what is to be filled in', async () => {
  const { readFile } = await import('node:fs/promises')
  for (const { kind } of policyKinds) {
    const text = await readFile(new URL(`texts/${kind}.md`, import.meta.url), 'utf8')
    expect(unsafeTags(renderMarkdown(text))).toEqual([])
    expect(listBlanks(text).some((blank) => /name of the operator/i.test(blank))).toBe(true)
  }
})

describe('comparing lines', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd e'), { maxLength: 14 }).map((lines) => lines.join('\n'))
  const plain = (text: string) => text.replace(/\n+$/, '')
  test('gives both texts back', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = diffLines(before, after)
        const without = (kind: string) => lines.filter((line) => line.kind !== kind).map(({ text }) => text)
        expect(without('added').join('\n')).toBe(plain(before))
        expect(without('removed').join('\n')).toBe(plain(after))
      }),
      { seed: 4 },
    )
  })
  test('keeps what is the same', () => {
    expect(diffLines('one\ntwo\nthree\n', 'one\n2\nthree')).toEqual([
      { kind: 'same', text: 'one' },
      { kind: 'removed', text: 'two' },
      { kind: 'added', text: '2' },
      { kind: 'same', text: 'three' },
    ])
  })
})
