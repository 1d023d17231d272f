import { SankeyChart } from 'echarts/charts'
import { AriaComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { BuildReport } from '../../../modules/editions/index.ts'
import { formatCount } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { flowOf } from './flow-of.ts'

register([SankeyChart, AriaComponent, SVGRenderer])

const HEIGHT = 264
/** Room at the right for the names of the last stage, in pixels. */
const MARGIN = 148
const NARROW = 560

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** What the build did: records, unique records, contacts, and what left on the way. With its table. */
export function FlowChart({ report }: { report: Partial<BuildReport> }) {
  const element = useRef<HTMLDivElement>(null)
  const flow = flowOf(report)

  useEffect(() => {
    const box = element.current
    if (box === null) return undefined
    const chart = init(box, null, { renderer: 'svg' })
    const draw = () => {
      const { nodes, links } = flowOf(report)
      const margin = box.clientWidth < NARROW ? MARGIN / 1.4 : MARGIN
      const stages = nodes.filter((node) => !node.leaves).length
      const room = Math.max(48, (box.clientWidth - margin) / Math.max(1, stages - 1) - 16)
      const [text, accent, quiet] = [token('--mantine-color-text'), token('--fl-accent'), token('--fl-line-strong')]
      chart.setOption({
        animation: false,
        aria: {
          enabled: true,
          label: { description: 'Flow of records through the build. The table below has the figures.' },
        },
        series: {
          type: 'sankey',
          left: 0,
          right: margin,
          top: 12,
          bottom: 32,
          nodeAlign: 'left',
          nodeWidth: 6,
          nodeGap: 32,
          draggable: false,
          silent: true,
          layoutIterations: 0,
          data: nodes.map((node) => ({
            name: node.name,
            itemStyle: { color: node.leaves ? quiet : accent, borderWidth: 0 },
            label: { formatter: `{b|${formatCount(node.rows)}}\n${node.name}`, color: text },
          })),
          links: links.map((link) => ({ source: link.from, target: link.to, value: link.rows })),
          label: {
            fontSize: 12,
            lineHeight: 16,
            width: Math.min(room, MARGIN - 16),
            overflow: 'break',
            fontFamily: 'inherit',
            rich: { b: { fontWeight: 600, fontSize: 13 } },
          },
          lineStyle: { color: 'source', opacity: 0.14, curveness: 0.5 },
        },
      })
    }
    draw()
    const size = new ResizeObserver(() => {
      chart.resize()
      draw()
    })
    size.observe(box)
    // The chart takes its colours from the page's tokens: draw it again when the scheme changes.
    const scheme = new MutationObserver(draw)
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
    return () => {
      size.disconnect()
      scheme.disconnect()
      chart.dispose()
    }
  }, [report])

  return (
    <section className={page['card']}>
      <h2>What the build did</h2>
      <div className={page['inside']}>
        <div ref={element} style={{ height: HEIGHT }} />
        <details>
          <summary className="quiet">The same as a table</summary>
          <table className={page['table']}>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col" className={page['number']}>
                  Rows
                </th>
              </tr>
            </thead>
            <tbody>
              {flow.links.map((link) => (
                <tr key={link.from + link.to}>
                  <td>{link.from}</td>
                  <td>{link.to}</td>
                  <td className={page['number']}>{formatCount(link.rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  )
}
