import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpApp } from './http-app.ts'

export type WebOptions = {
  /** Folder of the built application. */
  folder: string
  /** First words of the addresses that are the application's own, e.g. `search` for `/search/…`. */
  places: readonly string[]
  /** Shows something else than the application at `/`, and tells whether it did. */
  home?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | null>
  /** Answers whoever may not see the application's own addresses; null lets them pass. */
  guard?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null
}

/**
 * Serves a built single-page application from a folder: files whose name holds their digest (`/assets/`) for ever, the
 * page itself always asked for anew. Gives a function that answers with the page where an address is the page's own.
 */
export async function webFiles(
  app: HttpApp,
  { folder, places, home = async () => null, guard = () => null }: WebOptions,
): Promise<(request: FastifyRequest, reply: FastifyReply) => FastifyReply | null> {
  const page = await readFile(join(folder, 'index.html'))
  await app.register(async (files: HttpApp) => {
    files.addHook('onRoute', (route) => void (route.config = { ...route.config, access: 'public' }))
    await files.register(staticFiles, {
      root: folder,
      index: false,
      wildcard: false,
      schemaHide: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const lasting = path.startsWith(join(folder, 'assets'))
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  })
  const sendPage = (reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  app.get(
    '/',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => (await home(request, reply)) ?? sendPage(reply),
  )
  return (request, reply) => (isPageAddress(request, places) ? (guard(request, reply) ?? sendPage(reply)) : null)
}

/** A browser that opens or reloads one of the application's own addresses: it asks for HTML, and for no file. */
function isPageAddress({ method, url, headers }: FastifyRequest, places: readonly string[]): boolean {
  const path = url.split('?', 1)[0] ?? ''
  if (method !== 'GET' && method !== 'HEAD') return false
  if (!places.includes(path.split('/')[1] ?? '') || /\.[a-z0-9]+$/i.test(path)) return false
  return headers.accept?.includes('text/html') ?? false
}
