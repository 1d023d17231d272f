import { join } from 'node:path'
import type { Clock } from '../../platform/clock/index.ts'
import { UploadStore } from '../editions/index.ts'
import limits from './limits.json' with { type: 'json' }

const tooLarge = `is larger than ${limits.fileBytes / 2 ** 20} MB, the most that is taken at once. Send it in parts. Nothing was kept.`

/** Uploads of one source, in a folder of their own: nobody finds those of another, whatever id they ask for. */
export function uploadsOf({ data, source, clock }: { data: string; source: string; clock: Clock }): UploadStore {
  return new UploadStore({ data, clock, folder: join(data, 'intake', 'uploads', source), tooLarge })
}
