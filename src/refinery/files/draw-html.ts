import { BASIS, grouped, indicatorLines, percent, wordsOf } from './report-words.ts'
import type { Rating } from './rate.ts'
import type { Scan } from './scan-file.ts'

const COLOURS: Record<Rating, string> = {
  poor: '#b42318',
  weak: '#b54708',
  fair: '#8a6100',
  good: '#2f7d32',
  excellent: '#146c2e',
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;margin:0 auto;max-width:46rem;padding:2rem 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.25rem 0}.quiet{color:#57606a}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid #d8dee4;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.score{font-size:3rem;font-weight:700;line-height:1}
svg{display:block;width:100%;height:.6rem}@media print{body{padding:0}}`

/** The report of a scan as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere. */
export function drawHtml(scan: Scan, { made }: { made: string }): string {
  const { file, rows, unreadable, score } = scan
  const left = unreadable === 0 ? '' : `, ${grouped(unreadable)} more cannot be read`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Health of ${escape(file)}</title><style>${STYLE}</style></head><body><main>
<h1>Health of ${escape(file)}</h1>
<p class="quiet">${grouped(rows)} rows${left} · ${escape(made)}</p>
<p><span class="score">${score}</span> of 100</p>
<h2>Indicators</h2>
<table><thead><tr><th>What</th><th>Share</th><th>Rating</th><th>What to do</th></tr></thead><tbody>
${indicatorLines(scan)
  .map(
    ({ label, share, rating, advice }) =>
      `<tr><th scope="row">${label}${bar(share, COLOURS[rating])}</th><td class="n">${percent(share)}</td><td style="color:${COLOURS[rating]}">${rating}</td><td>${advice}</td></tr>`,
  )
  .join('\n')}
</tbody></table>
<p class="quiet">${BASIS}</p>
<h2>What is missing most</h2>
${shares(scan.missing.map(({ field, share }) => [wordsOf(field), share]))}
<h2>Most frequent problems</h2>
${scan.problems.length === 0 ? '<p>None.</p>' : counts(scan.problems.map((each) => [`${each.kind}: ${wordsOf(each.why)}`, each.values]))}
<h2>Who is in it</h2>
${counts(most(scan.levels))}
${counts(most(scan.functions))}
<h2>What the columns were taken for</h2>
<table><tbody>${scan.columns.map(({ column, field, forbidden }) => `<tr><th scope="row">${escape(column)}</th><td>${forbidden ? `never held: ${escape(forbidden)}` : escape(wordsOf(field ?? 'not looked at'))}</td></tr>`).join('')}</tbody></table>
</main></body></html>
`
}

function bar(share: number, colour: string): string {
  const width = Math.round(1000 * Math.min(1, share)) / 10
  return `<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" fill="#eaeef2"/><rect width="${width}" height="6" fill="${colour}"/></svg>`
}

function shares(lines: [string, number][]): string {
  return `<table><tbody>${lines.map(([label, share]) => `<tr><th scope="row">${escape(label)}${bar(share, '#57606a')}</th><td class="n">${percent(share)}</td></tr>`).join('')}</tbody></table>`
}

function counts(lines: [string, number][]): string {
  return `<table><tbody>${lines.map(([label, count]) => `<tr><th scope="row">${escape(label)}</th><td class="n">${grouped(count)}</td></tr>`).join('')}</tbody></table>`
}

function most(found: Record<string, number>): [string, number][] {
  return Object.entries(found)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 8)
}

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (character) => names[character])
}
