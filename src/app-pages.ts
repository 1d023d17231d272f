import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageOptions } from './platform/http/index.ts'

/** Loads what renders the public pages from the folder of the built web. */
export async function loadPages(web: string): Promise<PageOptions['render']> {
  const module = (await import(pathToFileURL(join(web, 'pages', 'render-page.js')).href)) as {
    renderPage: PageOptions['render']
  }
  return module.renderPage
}
