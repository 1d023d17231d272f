import { adversaryContest } from './adversary-contest.ts'
import { adversaryDiverter } from './adversary-diverter.ts'
import { adversaryMirror } from './adversary-mirror.ts'
import { adversaryReturn } from './adversary-return.ts'
import type { Feed } from './feed.ts'
import { memberCrmExport } from './member-crm-export.ts'
import { memberTradeFair } from './member-trade-fair.ts'
import { memberVertrieb } from './member-vertrieb.ts'
import { providerAtlas } from './provider-atlas.ts'
import { providerMeridian } from './provider-meridian.ts'

const honest = [providerAtlas, providerMeridian, memberCrmExport, memberVertrieb, memberTradeFair]
const adversaries = [adversaryContest, adversaryMirror, adversaryDiverter, adversaryReturn]

/** The suppliers of a world: two licensed providers, three members; and four who mean no good, where they are wanted. */
export function listFeeds(world: { adversaries: boolean }): Feed[] {
  return world.adversaries ? [...honest, ...adversaries] : honest
}
