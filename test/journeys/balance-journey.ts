import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'

async function fill(page: Page, region: string, fields: Record<string, string>): Promise<void> {
  const form = page.getByRole('region', { name: region })
  for (const [label, text] of Object.entries(fields)) await form.getByRole('textbox', { name: label }).fill(text)
}

/** The owner asks for a plan and says where invoices go; a number of a card is refused at its field. */
export async function askForPlanJourney(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ask for Team' }).click()
  await page.getByText('Team is asked for. Nothing is charged before it is started.').waitFor()
  const form = page.getByRole('region', { name: 'Where invoices go' })
  const address = { Company: 'Harbor & Pine', Street: 'Quay 4', City: 'Hamburg', Country: 'de' }
  await fill(page, 'Where invoices go', { ...address, 'Your reference': '4111 1111 1111 1111' })
  await form.getByRole('button', { name: 'Save the address' }).click()
  await form.getByText('This looks like the number of a card.', { exact: false }).waitFor()
  await fill(page, 'Where invoices go', { 'Your reference': 'PO 12' })
  await form.getByRole('button', { name: 'Save the address' }).click()
  await form.getByText('Saved.', { exact: false }).waitFor()
}

/** The operator says who sends invoices, starts the plan that was asked for, and corrects the balance with a reason. */
export async function startPlanJourney(page: Page): Promise<void> {
  await fill(page, 'Who sends the invoices', {
    Company: 'The instance',
    Street: 'Tower 1',
    City: 'Berlin',
    Country: 'DE',
  })
  await page.getByRole('region', { name: 'Who sends the invoices' }).getByRole('button', { name: 'Save' }).click()
  await page.getByText('it stands on every invoice from now on', { exact: false }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  const waiting = page.getByRole('region', { name: 'Waiting for their subscription' })
  await waiting.getByRole('link', { name: 'Harbor & Pine' }).click()
  await page.getByRole('button', { name: 'Start Team' }).click()
  await page.getByText('1,500 credits for', { exact: false }).waitFor()
  const correct = page.getByRole('region', { name: 'Correct the balance' })
  await correct.getByLabel('Credits').fill('-20')
  await correct.getByLabel('Reason').fill('Booked twice by us.')
  await correct.getByRole('button', { name: 'Take off 20 credits' }).click()
  await page.getByText('20 credits taken off by the operator: Booked twice by us.').waitFor()
}

/** The owner reads every line, and downloads the invoice. */
export async function readBalanceJourney(page: Page): Promise<void> {
  await page.getByText('1,480 credits').waitFor()
  const invoices = page.getByRole('region', { name: 'Invoices' })
  for (let look = 0; look < 20 && !(await invoices.getByRole('link').first().isVisible()); look += 1) {
    await page.waitForTimeout(500)
    await page.reload()
    await page.getByText('1,480 credits').waitFor()
  }
  const link = await invoices.getByRole('link', { name: /as PDF/ }).getAttribute('href')
  const document = await page.request.get(new URL(link ?? '', page.url()).href)
  assert.equal(document.headers()['content-type'], 'application/pdf')
  assert.equal((await document.body()).subarray(0, 5).toString(), '%PDF-')
}
