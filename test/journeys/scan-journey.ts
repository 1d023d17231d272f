import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations } from './find-violations.ts'

/** A list of synthetic people, with what lists have: gaps, mistakes and doubles. Gives its path. */
export async function makeDirtyList(folder: string, rows: number): Promise<string> {
  const path = join(folder, 'list.csv')
  const lines = Array.from({ length: rows }, (_, at) => {
    const email = at % 7 === 0 ? 'not known' : `ann${at % (rows - 20)}@harbor-pine.example`
    return `Ann Lee ${at},Head of Sales,${at % 3 === 0 ? '' : 'Harbor & Pine LLC'},${email},+1 512 555 01${10 + (at % 90)}`
  })
  await writeFile(path, ['Name,Title,Company,E-mail,Phone', ...lines].join('\n'))
  return path
}

/** Visitor → file → result with indicators → reports, with or without script; the counts are kept when the box is ticked. */
export async function scanJourney(
  page: Page,
  { file, script = true }: { file: string; script?: boolean },
): Promise<void> {
  await page.getByLabel('Your file').setInputFiles(file)
  await page.getByLabel('Your industry').selectOption({ label: 'Manufacturing' })
  await page.getByLabel(/Keep the counts/).check()
  await page.getByRole('button', { name: 'Scan the file' }).click()
  await page.getByRole('heading', { name: 'How healthy your list is' }).waitFor({ timeout: 60_000 })
  await page.getByText('E-mail deliverable').waitFor()
  await page.getByText('The counts of this scan are kept, as you agreed').waitFor()
  // What looks for violations is a script itself.
  if (script) expect(await findViolations(page)).toEqual([])
  for (const form of ['PDF', 'HTML']) {
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download as ${form}` }).click(),
    ])
    expect(report.suggestedFilename()).toBe(`health-scan.${form.toLowerCase()}`)
    expect(await report.failure()).toBe(null)
  }
}

/** With script: a file is dropped, progress is told, and what is wrong is said without leaving the page. */
export async function dropJourney(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Scan the file' }).click()
  await page.getByRole('alert').getByText('Choose a file first.').waitFor()
  const drop = async (name: string, content: string) => {
    const data = await page.evaluateHandle(
      ([label = '', text = '']) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], label))
        return transfer
      },
      [name, content],
    )
    await page.dispatchEvent('main', 'drop', { dataTransfer: data })
  }
  await drop('empty.csv', '')
  await page.getByRole('button', { name: 'Scan the file' }).click()
  await page
    .getByRole('alert')
    .getByText(/^empty\.csv is empty/)
    .waitFor()
  const status: string[] = []
  await page.exposeFunction('heard', (text: string) => void status.push(text))
  await page.evaluate(() => {
    const line = document.querySelector('#scan-progress [role=status]')
    const heard = (window as unknown as { heard: (text: string) => void }).heard
    if (line) new MutationObserver(() => heard(line.textContent ?? '')).observe(line, { childList: true })
  })
  const rows = Array.from({ length: 60_000 }, (_, at) => `Ann Lee ${at},ann${at}@harbor-pine.example,+1 512 555 0110`)
  await drop('dropped.csv', ['Name,E-mail,Phone', ...rows].join('\n'))
  await page.getByRole('button', { name: 'Scan the file' }).click()
  await page.getByText('dropped.csv: 60,000 rows').waitFor({ timeout: 60_000 })
  expect(status.some((text) => text.startsWith('Reading'))).toBe(true)
  // Coming back finds the form, not a progress that stands still.
  await page.goBack()
  await page.getByRole('button', { name: 'Scan the file' }).waitFor()
}
