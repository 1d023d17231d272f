import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import type { House } from './start-house.ts'

/** Two people of a made-up firm; the second is one more word for somebody whom nobody else knows. */
const FILE = [
  'Name,Job title,Company,E-mail,Phone,Country',
  'Isolde Farthingale,Head of Research,Ninefold Labs,isolde.farthingale@ninefold-labs.example,(512) 555-0141,United States',
  'Casimir Oakhurst,Plant Manager,Ninefold Labs,casimir.oakhurst@ninefold-labs.example,(512) 555-0142,United States',
].join('\n')

/** An operator enters a provider, writes its contract down, delivers a file, and an edition is built with it. */
export async function deliverJourney(page: Page, house: House): Promise<void> {
  await page.getByLabel('A new provider').fill('Atlas & Daughters')
  await page.getByRole('button', { name: 'Enter it' }).click()
  await page.getByRole('heading', { name: 'Atlas & Daughters' }).waitFor()
  const contract = page.getByRole('region', { name: 'Write a contract down' })
  await contract.getByLabel('Countries').fill('usa')
  await contract.getByRole('button', { name: 'Write it down' }).click()
  await contract.getByText(/two capital letters/).waitFor()
  await contract.getByLabel('Countries').fill('us, ca')
  await contract.getByRole('button', { name: 'Write it down' }).click()
  await page
    .getByRole('region', { name: 'Contracts' })
    .getByText(/Canada/)
    .waitFor()

  const file = { name: 'atlas.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
  await page.locator('main input[type=file]').setInputFiles(file)
  await page.getByRole('region', { name: 'atlas.csv' }).getByRole('button', { name: 'Deliver this file' }).click()
  await page.getByText('2 rows taken, for the next edition.').waitFor()
  await page.getByRole('region', { name: 'Deliveries' }).getByText('In use').waitFor()
  await house.build()
}

/** The contract ends: first what that hides, then it is hidden from a subscriber at once, and gone with the next edition. */
export async function endContractJourney(page: Page, house: House, subscriber: Page): Promise<void> {
  const seen = async (name: string) => {
    const answer = await subscriber.request.get(`${house.address}/v1/contacts/count?name=${name}`)
    return ((await answer.json()) as { total: number }).total
  }
  await page.reload()
  assert.equal(await seen('Farthingale'), 1)
  await subscriber.goto(`${house.address}/search?name=Farthingale`)
  await subscriber.getByRole('heading', { name: /^1 / }).waitFor()
  const ending = page.getByRole('region', { name: 'End the contract' })
  await ending.getByText('2 contacts').waitFor()
  await ending.getByRole('button', { name: 'End it now' }).click()
  await ending.getByRole('button', { name: 'Yes, hide it and end it now' }).click()
  await page.getByRole('region', { name: 'Deliveries' }).getByText('Not used').waitFor()
  assert.equal(await seen('Farthingale'), 0, 'hidden before it was answered')
  await subscriber.reload()
  await subscriber.getByRole('heading', { name: 'Nobody matches all of these' }).waitFor()
  await house.build()
  assert.equal(await seen('Farthingale'), 0)
  assert.equal(await seen('Oakhurst'), 0)
}
