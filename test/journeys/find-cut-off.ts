import type { Page } from 'playwright-core'

/** Elements whose text does not fit, and the page itself if it is wider than the window. */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width + 1)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`)
    const candidates = document.querySelectorAll<HTMLElement>(
      'main :is(h1, h2, h3, p, label, button, a, dt, dd, th, li)',
    )
    for (const element of candidates) {
      const style = getComputedStyle(element)
      // Scrolling regions and table cells that end in an ellipsis are meant; their whole text is in the drawer.
      if (style.textOverflow === 'ellipsis' || style.overflowX === 'visible' || style.overflowX === 'auto') continue
      if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
        found.push(element.outerHTML.slice(0, 160))
    }
    return found
  })
}
