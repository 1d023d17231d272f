import swagger from '@fastify/swagger'
import { fastify } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { HttpApp } from './http-app.ts'

type Described = { title: string; description: string; version: string }

/** Collects the routes that follow into an OpenAPI 3.1 document, at `/openapi.json`, with a page to read it at `/docs`. */
export async function apiDocs(app: HttpApp, info: Described): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  const hidden = { config: { access: 'public' }, schema: { hide: true } } as const
  app.get('/openapi.json', hidden, () => app.swagger())
  app.get('/docs', hidden, (_request, reply) => reply.type('text/html; charset=utf-8').send(page(info.title)))
  app.get('/docs/start.js', hidden, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START))
  app.get('/docs/scalar.js', hidden, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'max-age=86400')
      .send(await loadScalar()),
  )
}

/** Nothing inline and nothing from elsewhere: the content security policy forbids both. */
function page(title: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} API</title></head>
<body><div id="reference"></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script></body>
</html>`
}

const START = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
})})`

let scalar: Promise<string> | null = null

/**
 * The reader's script. Its package keeps it inside a 5 MB module and hands it out only through a plugin, so the plugin is
 * asked once, by a server of its own that never listens, when somebody opens the page.
 */
function loadScalar(): Promise<string> {
  scalar ??= import('@scalar/fastify-api-reference').then(async ({ default: reference }) => {
    const keeper = fastify()
    await keeper.register(reference, { routePrefix: '/docs', configuration: { content: { openapi: '3.1.0' } } })
    const answer = await keeper.inject('/docs/js/scalar.js')
    await keeper.close()
    return answer.body
  })
  return scalar
}
