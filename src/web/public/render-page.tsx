import { createElement } from 'react'
import type { ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { FrameContext } from './frame-context.ts'
import { publicPages } from './public-pages.ts'
import type { Frame, Pages } from './pages.ts'

/** Renders a public page to a whole HTML document without script. Throws where there is no page of that name. */
export function renderPage(name: string, props: object, frame: Frame): string {
  const page = Object.hasOwn(publicPages, name) ? (publicPages[name as keyof Pages] as ComponentType<object>) : null
  if (!page) throw new Error(`There is no public page called ${name}`)
  const tree = createElement(FrameContext, { value: frame }, createElement(page, props))
  return `<!doctype html>${renderToStaticMarkup(tree)}`
}
