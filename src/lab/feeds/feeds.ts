import type { Feed } from './feed.ts'
import { memberCrmExport } from './member-crm-export.ts'
import { memberTradeFair } from './member-trade-fair.ts'
import { memberVertrieb } from './member-vertrieb.ts'
import { providerAtlas } from './provider-atlas.ts'
import { providerMeridian } from './provider-meridian.ts'

/** The suppliers of a world: two licensed providers, three members. */
export const feeds: Feed[] = [providerAtlas, providerMeridian, memberCrmExport, memberVertrieb, memberTradeFair]
