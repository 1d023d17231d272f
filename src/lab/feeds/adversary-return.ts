import { layOut } from '../feed-rows.ts'
import { AS_OF } from '../as-of.ts'
import { findRemoval } from '../removed.ts'
import { reportPerson } from '../report.ts'
import type { Feed } from './feed.ts'
import { memberTradeFair } from './member-trade-fair.ts'

/** A member who brings back people who were removed on request, spelled otherwise so that no list of exact values knows them. */
export const adversaryReturn: Feed = {
  ...memberTradeFair,
  name: 'member-return',
  letter: 'I',
  rates: {
    ...memberTradeFair.rates,
    nickname: 0.6,
    initial: 0.2,
    typo: 0.15,
    upper: 0.3,
    formVaried: 0.6,
    titleVaried: 0.7,
  },
  attack: (random, person, world) => {
    const removed = findRemoval(person, world.seed)
    if (removed === null || !random.chance(0.7)) return []
    const { rates, styles } = adversaryReturn
    const day = random.between(removed, AS_OF)
    const report = reportPerson(random, { person, day, rates, styles })
    return [{ cells: layOut(adversaryReturn, report), contact: person.id, attack: 'resubmitted' }]
  },
}
