import { layOut } from '../feed-rows.ts'
import { AS_OF } from '../as-of.ts'
import { positionAt } from '../people.ts'
import { drawDirect, formatPhone } from '../phones.ts'
import { reportPerson } from '../report.ts'
import type { Feed } from './feed.ts'
import { memberCrmExport } from './member-crm-export.ts'

/**
 * A member who wants messages to others to arrive with itself: real people, named and employed as they are, with a mailbox at a domain
 * that looks like the company's and a telephone of its own. Three rows each, to outvote the truth.
 */
export const adversaryDiverter: Feed = {
  ...memberCrmExport,
  name: 'member-diverter',
  letter: 'H',
  attack: (random, person, world) => {
    if (!random.chance(0.01)) return []
    const { office } = positionAt(person, AS_OF)
    const direct = drawDirect(random, office, world.crowded)
    const { rates, styles } = adversaryDiverter
    return [30, 20, 10].map((age) => {
      const report = reportPerson(random, { person, day: AS_OF - age, rates, styles })
      const email = report.email.replace(/@([^.@]+)\./, '@$1-mail.')
      const phone = direct ? formatPhone(direct, random.pick(styles)) : ''
      return {
        cells: layOut(adversaryDiverter, { ...report, email, phone, mobile: '' }),
        contact: person.id,
        attack: 'poisoned',
      }
    })
  },
}
