import type { FastifyRequest } from 'fastify'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Support } from './config.ts'
import type { HttpApp, PageOptions } from './platform/http/index.ts'
import type { Frame, Pages } from './web/public/pages.ts'

type Options = {
  /** Folder of the built web. */
  web: string
  site: string
  support: Support | undefined
  /** Policies that will hold from a later day. */
  coming: () => Promise<Pages['home']['coming']>
  /** What the edition that is served holds. */
  edition: () => Promise<Pages['home']['edition']>
}

/** First words of the addresses that belong to the application in the browser; all others are pages of the server. */
const places = ['search', 'lists', 'exports', 'contribute', 'editions', 'add', 'account', 'operate']

const unknown: Support = { hours: [], email: null, telephone: null, post: null, answer: null, responsible: null }

/** What the server needs to serve the application and to render pages, with the home page for everybody. */
export async function openPages({ web, site, support = unknown, coming, edition }: Options) {
  const frame = (request: FastifyRequest): Frame => ({
    site,
    ...visitorOf(request),
    gpc: request.headers['sec-gpc'] === '1',
  })
  const home = async (request: FastifyRequest) => {
    if (visitorOf(request).unclaimed) return null
    const props: Pages['home'] = { coming: await coming(), edition: await edition(), hours: support.hours[0] ?? null }
    return { name: 'home', props }
  }
  return { web: { folder: join(web, 'client'), places }, pages: { render: await loadPages(web), frame, home } }
}

/** The page of how to reach somebody. */
export function contactRoute(app: HttpApp, support: Support = unknown): void {
  app.get('/contact', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.page('contact', support satisfies Pages['contact']),
  )
}

/** Loads what renders the public pages from the folder of the built web. */
export async function loadPages(web: string): Promise<PageOptions['render']> {
  const module = (await import(pathToFileURL(join(web, 'pages', 'render-page.js')).href)) as {
    renderPage: PageOptions['render']
  }
  return module.renderPage
}

/** Who asks, as far as a page shows it. Until somebody is made operator, the application itself is everybody's. */
function visitorOf(request: FastifyRequest): Pick<Frame, 'user' | 'unclaimed'> {
  const principal = 'principal' in request ? (request.principal as { kind?: string; email?: string } | null) : null
  return {
    user: principal?.kind === 'user' ? { name: principal.email ?? 'Account' } : null,
    unclaimed: !principal || principal.kind === 'local',
  }
}
