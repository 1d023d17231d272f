import type { BuildReport } from '../../../modules/editions/index.ts'

export type Flow = {
  /** `leaves`: rows that go no further. */
  nodes: { name: string; rows: number; leaves: boolean }[]
  links: { from: string; to: string; rows: number }[]
}

/**
 * How the rows of a build went: read → about a person → unique → contacts, and where the others left. Counts that a
 * report lacks are left out, never guessed.
 */
export function flowOf(report: Partial<BuildReport>): Flow {
  const flow: Flow = { nodes: [], links: [] }
  const { records, contacts, duplicates } = report
  if (records === undefined || contacts === undefined || duplicates === undefined) return flow
  const people = Math.min(records, contacts + duplicates)
  const collapsed = report.steps?.find((step) => step.name === 'rows')?.rows
  const stages = [{ name: 'Records', rows: records, lost: '' }]
  if (people < records) stages.push({ name: 'About a person', rows: people, lost: 'Not about a person' })
  if (typeof collapsed === 'number' && collapsed >= contacts && collapsed < people) {
    stages.push({ name: 'Unique records', rows: collapsed, lost: 'Said the same' })
  }
  stages.push({ name: 'Contacts', rows: contacts, lost: 'Merged into another' })

  stages.forEach((stage, at) => {
    flow.nodes.push({ name: stage.name, rows: stage.rows, leaves: false })
    const before = stages[at - 1]
    if (before === undefined) return
    flow.links.push({ from: before.name, to: stage.name, rows: stage.rows })
    const lost = before.rows - stage.rows
    if (lost <= 0) return
    flow.nodes.push({ name: stage.lost, rows: lost, leaves: true })
    flow.links.push({ from: before.name, to: stage.lost, rows: lost })
  })
  return flow
}
