import { Command } from 'commander'
import { AppError } from '../../platform/errors/index.ts'
import { jsonOption } from '../options.ts'
import type { Report } from '../report.ts'

const EXAMPLE = `
Examples:
  $ fairlist industry custom software
  $ fairlist industry 5415              a code of NAICS 2022: what it is part of, and its parts
  $ fairlist industry --sic 7372        a code of SIC 1987, and the one of NAICS that it falls under`

/** Industries shown for words. */
const MOST = 20

/** `fairlist industry WORDS` or a code: the table of industries. */
export function industryCommand(): Command {
  return new Command('industry')
    .description('Find an industry by words or by code: NAICS 2022, and SIC 1987 with --sic.')
    .argument('<words...>', 'what the industry does, or a code')
    .option('--sic', 'read the code as one of SIC 1987')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (words: string[], { sic, json }: { sic?: boolean; json?: boolean }) => {
      const { createReport } = await import('../report.ts')
      const report = createReport({ json })
      const text = words.join(' ').trim()
      if (sic) await showSic(text, report)
      else if (/^\d+$/.test(text)) await showCode(text, report)
      else await showFound(text, report)
    })
}

async function showFound(words: string, report: Report): Promise<void> {
  const { lookUpIndustry, searchIndustries } = await import('../../engine/clean/index.ts')
  const found = searchIndustries(words, MOST)
  report.result({ words, found })
  if (found.length === 0) {
    report.say(`No industry goes with “${words}”. Try what it makes or does, in English: software, dairy, trucking.`)
    return
  }
  const sectorOf = (code: string) => lookUpIndustry(code)?.within[0]?.title ?? null
  report.table(
    ['Code', 'Industry', 'Sector'],
    found.map(({ code, title }) => [code, title, sectorOf(code)]),
  )
}

async function showCode(code: string, report: Report): Promise<void> {
  const { lookUpIndustry } = await import('../../engine/clean/index.ts')
  const industry = lookUpIndustry(code)
  if (industry === null)
    throw new AppError('bad_input', `NAICS 2022 has no code ${code}. With --sic it is read as one of SIC 1987.`)
  report.result(industry)
  const { title, within, parts } = industry
  report.table(
    ['Code', 'Industry'],
    [...within, { code: industry.code, title }, ...parts].map((each) => [each.code, each.title]),
  )
}

async function showSic(code: string, report: Report): Promise<void> {
  const { lookUpSic } = await import('../../engine/clean/index.ts')
  const found = lookUpSic(code)
  if (found === null) throw new AppError('bad_input', `SIC 1987 has no code ${code}. It has four digits, or two.`)
  report.result(found)
  const { title, naics } = found
  const rows = [['SIC 1987', found.code, title]]
  if (naics !== null) rows.push(['NAICS 2022', naics.code, naics.title])
  report.table(['Table', 'Code', 'Industry'], rows)
}
