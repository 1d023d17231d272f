import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'

/** The owner changes a role and takes it back, invites and takes that back, and removes somebody after reading what it means. */
export async function membersJourney(page: Page): Promise<void> {
  const members = page.getByRole('region', { name: 'Members' })
  const role = members.getByRole('combobox', { name: 'Role of Jonas Example' })
  const said = members.getByRole('status')
  await role.click()
  await page.getByRole('option', { name: 'Owner' }).click()
  await said.getByText('Jonas Example is now owner.').waitFor()
  await said.getByRole('button', { name: 'Undo' }).click()
  await said.getByText('Jonas Example is now member.').waitFor()

  await members.getByLabel('Invite by e-mail').fill('leo@harbor-pine.example')
  await members.getByRole('button', { name: 'Invite', exact: true }).click()
  await said.getByText('leo@harbor-pine.example is invited.').waitFor()
  await members.getByRole('button', { name: 'Take back the invitation of leo@harbor-pine.example' }).click()
  await said.getByText('leo@harbor-pine.example is no longer invited.').waitFor()

  await members.getByRole('button', { name: 'Remove Mara Example' }).click()
  await members.getByText('1 member stays', { exact: false }).waitFor()
  await members.getByRole('group').getByRole('button', { name: 'Remove Mara Example' }).click()
  await members.getByText('Somebody must stay owner', { exact: false }).waitFor()
  await members.getByRole('button', { name: 'Keep' }).click()
}

/** The password is changed: mistakes stand at their fields, and what was typed stays. */
export async function passwordJourney(page: Page): Promise<void> {
  const password = page.getByRole('region', { name: 'Password' })
  await password.getByLabel('Your password now').fill('copper lantern velvet moose')
  await password.getByLabel('The new one').fill('short')
  await password.getByRole('button', { name: 'Change the password' }).click()
  await password.getByText('please take at least 15', { exact: false }).waitFor()
  await password.getByLabel('The new one').fill('seven herons over slow water')
  await password.getByRole('button', { name: 'Change the password' }).click()
  await password.getByText('The new password holds.', { exact: false }).waitFor()
}

/** The operator finds somebody, gives a role and takes it back; the address says what is looked for. */
export async function usersJourney(page: Page): Promise<void> {
  await page.getByPlaceholder('Part of a name, address or organisation').fill('jonas')
  await page.waitForURL(/q=jonas/)
  await page.getByRole('rowheader', { name: /Mara/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Roles of Jonas Example' }).click()
  await page.getByRole('checkbox', { name: 'Support' }).click()
  await page.getByText('Jonas Example has support for this instance now.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Jonas Example has no role for this instance now.').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL('**/operate/registrations')
  await page.getByRole('link', { name: 'ada@analytical.example' }).click()
  await page.getByRole('heading', { name: 'What holds now' }).waitFor()
  await page.getByText('Confirmed by the link').first().waitFor()
}

/** A mail is read as it looks and as text; what people wrote is marked as done; the trail tells of it. */
export async function deskJourney(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /An invitation/ })
    .first()
    .click()
  const frame = page.frameLocator('iframe[title="The mail as it looks"]')
  await frame.getByText('Harbor & Pine').first().waitFor()
  await page.getByRole('button', { name: 'As plain text' }).click()
  await page.locator('pre').getByText('Harbor & Pine').first().waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.getByRole('button', { name: /^Done: / }).click()
  await page.getByText('Marked as done.', { exact: false }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Only feedback.done' }).click()
  await page.waitForURL(/action=feedback.done/)
  await page.getByRole('button', { name: 'Only user.create' }).waitFor({ state: 'detached' })
}

/** Two operators write the same policy: the second sees both texts and goes on with theirs on top. */
export async function policyClashJourney(page: Page): Promise<void> {
  const text = page.getByLabel('Text, in Markdown')
  const before = await text.inputValue()
  await text.fill(`${before}\nMembers may invite nobody.\n`)
  await page.getByLabel('What changes, in a few sentences').fill('Members may invite nobody.')
  const effective = await page.getByLabel('Holds from').inputValue()
  const first = { base: 1, text: `${before}\nWe answer within a day.\n`, summary: 'We answer within a day.' }
  const { origin } = new URL(page.url())
  const answer = await page.request.post(`${origin}/v1/operator/policies/terms/versions`, {
    data: { ...first, material: true, effective },
  })
  assert.equal(answer.status(), 201)
  await page.getByRole('button', { name: 'Publish version 2' }).click()
  const clash = page.getByRole('region', { name: 'Two versions at once' })
  await clash.getByRole('region', { name: 'Version 2' }).getByText('We answer within a day.').waitFor()
  await clash.getByRole('region', { name: 'Yours' }).getByText('Members may invite nobody.').waitFor()
  await clash.getByRole('button', { name: /Go on with mine/ }).click()
  const changes = page.getByRole('region', { name: 'What changes' })
  await changes.getByText('We answer within a day.').waitFor()
  await page.getByRole('button', { name: 'Publish version 3' }).click()
  await page.waitForURL('**/operate/policies')
  await page.getByRole('link', { name: 'Version 3', exact: true }).waitFor()
}

/** The menu shows who is signed in, and signs out. */
export async function signOutJourney(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByText('jonas@harbor-pine.example').first().waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in?notice=signed-out')
}
