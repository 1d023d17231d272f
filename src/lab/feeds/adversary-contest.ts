import { layOut } from '../feed-rows.ts'
import { AS_OF } from '../as-of.ts'
import { drawColleague, positionAt } from '../people.ts'
import { reportPerson } from '../report.ts'
import type { Feed } from './feed.ts'
import { memberCrmExport } from './member-crm-export.ts'

/**
 * A member who is paid by the row and invents people: colleagues that real companies could have, with mailboxes of the company's own
 * pattern and its switchboard, so that nothing in a row by itself is wrong.
 */
export const adversaryContest: Feed = {
  ...memberCrmExport,
  name: 'member-contest',
  letter: 'F',
  attack: (random, person, world) => {
    if (!random.chance(0.04)) return []
    const colleague = drawColleague(random, { ...world, position: positionAt(person, AS_OF), index: person.index })
    const { rates, styles } = adversaryContest
    const report = reportPerson(random, { person: colleague, day: AS_OF - random.between(0, 90), rates, styles })
    return [{ cells: layOut(adversaryContest, report), contact: colleague.id, attack: 'fake' }]
  },
}
