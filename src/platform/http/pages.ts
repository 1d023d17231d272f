import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpApp } from './http-app.ts'

/** How pages for browsers are made: the server knows their names, not their looks. */
export type PageOptions = {
  /** Gives a whole HTML document. Throws where there is no page of that name. */
  render: (name: string, props: object, frame: object) => string
  /** What all pages show around their content, for who asks. */
  frame: (request: FastifyRequest) => object
  /** What `/` shows to whoever asks; null gives them the application. */
  home?: (request: FastifyRequest) => Promise<{ name: string; props: object } | null>
}

type PageAnswer = {
  /** Whether the page may run a script of ours, and the script ask us. Pages work without. */
  script?: boolean
}

declare module 'fastify' {
  interface FastifyReply {
    /** Whether there are pages for browsers at all. */
    readonly hasPages: boolean
    /** Answers with a public page. Names and props: `src/web/public/pages.ts`. */
    page(name: string, props: object, options?: PageAnswer): FastifyReply
  }
}

/** These pages have no script at all, but where it is asked for, and no style but the one sheet. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const SCRIPT = "; script-src 'self'; connect-src 'self'"

/** Adds `reply.page`. Without options (no web was built) a page is its name and props in plain text: enough for tests. */
export function decoratePages(app: HttpApp, options: PageOptions | undefined): void {
  app.decorateReply('hasPages', options !== undefined)
  app.decorateReply('page', function page(this: FastifyReply, name: string, props: object, answer?: PageAnswer) {
    if (!options) return this.type('text/plain; charset=utf-8').send(`${name}\n${JSON.stringify(props, null, 2)}\n`)
    const html = options.render(name, props, options.frame(this.request))
    void this.header('content-security-policy', answer?.script ? POLICY + SCRIPT : POLICY)
    if (!this.hasHeader('cache-control')) void this.header('cache-control', 'no-store')
    return this.type('text/html; charset=utf-8').send(html)
  })
}

/** Whether an answer is for somebody in front of a browser, who reads pages and not problem documents. */
export function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false
}
