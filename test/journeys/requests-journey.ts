import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'

/** Support with somebody on the line: a stop in one step, with the number to give them. */
export async function telephoneStopJourney(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Somebody is on the telephone' }).click()
  const stop = page.getByRole('region', { name: 'They want not to be listed' })
  await stop.getByLabel('Work e-mail address').fill('nobody at all')
  await stop.getByRole('button', { name: 'Stop it now' }).click()
  await stop.getByLabel('Work e-mail address').and(page.locator('[aria-invalid=true]')).waitFor()
  await stop.getByLabel('Work e-mail address').fill('grace@compilers.example')
  await stop.getByRole('button', { name: 'Stop it now' }).click()
  await stop.getByText(/R-\d{4}-\d{6}/).waitFor()
  assert.equal(
    await stop.getByLabel('Work e-mail address').inputValue(),
    '',
    'the next caller begins with an empty form',
  )
}

/** A call is written down, taken, noted, asked back, gone on with, answered: one case on one page. */
export async function caseJourney(page: Page): Promise<void> {
  const call = page.getByRole('region', { name: 'They want something else' })
  await call.getByLabel('E-mail address for the answer').fill('ada@analytical.example')
  await call.getByLabel('Name').fill('Ada Example')
  await call.getByLabel('What they said').fill('What do you hold about me?')
  await call.getByRole('button', { name: 'Write it down' }).click()
  await page.getByRole('heading', { name: /^What is held R-/ }).waitFor()
  await page.getByText('What do you hold about me?').waitFor()
  await page.getByRole('button', { name: 'Take it' }).click()
  await page.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' })

  const on = page.getByRole('region', { name: 'Go on' })
  await on.getByRole('button', { name: 'Note', exact: true }).click()
  await on.getByLabel('Note').fill('Called from a number that is known.')
  await on.getByRole('button', { name: 'Add the note' }).click()
  await page.getByRole('listitem').getByText('Called from a number that is known.').waitFor()

  await on.getByRole('button', { name: 'Answer', exact: true }).click()
  await on.getByLabel('What you write').fill('We hold nothing about you.')
  await on.getByRole('button', { name: 'Send the answer and close' }).click()
  await on.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'We answered' }).waitFor()
  await page.getByRole('link', { name: 'All requests' }).click()
  await page.getByRole('button', { name: 'Closed' }).click()
  await page.waitForURL(/state=closed/)
  await page.getByRole('rowheader', { name: /^R-/ }).first().waitFor()
}
