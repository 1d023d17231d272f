import { join } from 'node:path'
import { loadPages } from '../../src/app-pages.ts'
import { buildWeb } from '../../src/app-web.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import type { Frame } from '../../src/web/public/pages.ts'
import { publicSamples, type Sample } from './public-samples.ts'

const frame: Frame = { site: 'Fairlist', user: null, gpc: false, unclaimed: false }

/** Where a sample stands. */
export const addressOf = ({ name, state }: Sample): string => `/samples/${name}/${state}`

/** Serves every sample of the public pages by the real server, with its headers and style sheet. */
export async function serveSamples(): Promise<{ address: string; stop: () => Promise<void> }> {
  const web = await buildWeb({ fallback: join(import.meta.dirname, '../../.cache') })
  const frames = new Map(publicSamples.map((sample) => [addressOf(sample), { ...frame, ...sample.frame }]))
  const app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Samples', description: 'Every public page', version: '0' },
    web: { folder: join(web, 'client'), places: [] },
    pages: { render: await loadPages(web), frame: ({ url }) => frames.get(url) ?? frame },
    routes: (server) => {
      for (const sample of publicSamples)
        server.get(addressOf(sample), { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
          reply.page(sample.name, sample.props, { script: sample.name === 'scan' }),
        )
    },
  })
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }), stop: () => app.close() }
}
