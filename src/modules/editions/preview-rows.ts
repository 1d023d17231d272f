import { kinds, type Cleaned } from '../../engine/clean/index.ts'
import type { Inspection, Mapped } from '../../refinery/intake/index.ts'

type Cell = {
  column: string
  field: string | null
  raw: string
  value: string | null
  verdict: Cleaned['verdict'] | null
  why: string[]
}
type Judged = Pick<Cleaned, 'value' | 'verdict' | 'why'>

const SEPARATOR = '\u001f'
const nameParts = ['prefix', 'given_name', 'middle_name', 'family_name', 'suffix']
const addressParts = ['street', 'city', 'region', 'postcode', 'country']

/** The first rows of a file, each cell as it is and as the build would clean it; cells of no cleaned kind have no verdict. */
export function previewRows({ columns, rows }: Pick<Inspection, 'columns' | 'rows'>, limit = 10): { row: Cell[] }[] {
  return rows.slice(0, limit).map((cells) => ({ row: previewRow(columns, cells) }))
}

function previewRow(columns: Mapped[], cells: string[]): Cell[] {
  const valueOf = (field: string) => cells[columns.find((column) => column.field === field)?.index ?? -1]?.trim() ?? ''
  const judge = judgeOf(valueOf)
  return columns.map(({ column, field, index }) => {
    const raw = cells[index] ?? ''
    const judged = field === null ? null : judge(field, raw)
    return {
      column,
      field,
      raw,
      value: judged ? judged.value : field === null ? null : raw.trim() || null,
      verdict: judged?.verdict ?? null,
      why: judged?.why ?? [],
    }
  })
}

/** A judge of the cells of one row: parts of a name or an address are cleaned together, as the build does. */
function judgeOf(valueOf: (field: string) => string): (field: string, raw: string) => Judged | null {
  const country = valueOf('country') || undefined
  const name = kinds.name.clean(nameParts.map(valueOf).join(SEPARATOR))
  const address = kinds.address.clean(addressParts.map(valueOf).join(SEPARATOR), { country })
  // The parts are as written; those of the clean form are as the edition will show them.
  const shown = name.value === null ? name : kinds.name.clean(name.value)
  const nameValues = [shown.title, shown.first, shown.middle, shown.last, shown.suffix]
  const addressValues = [
    [address.number, address.street].filter(Boolean).join(' '),
    address.city,
    address.region,
    address.postcode,
    address.country,
  ]
  return (field, raw) => {
    const whole = cleanWhole(field, raw, country)
    if (whole) return whole
    if (nameParts.includes(field)) return part(raw, name, nameValues[nameParts.indexOf(field)])
    if (addressParts.includes(field)) return part(raw, address, addressValues[addressParts.indexOf(field)])
    return null
  }
}

function cleanWhole(field: string, raw: string, country: string | undefined): Judged | null {
  if (field === 'email') return kinds.email.clean(raw)
  if (field === 'phone' || field === 'mobile' || field === 'fax') return kinds.phone.clean(raw, { country })
  if (field === 'full_name') return kinds.name.clean(raw)
  if (field === 'title') return kinds.title.clean(raw)
  if (field === 'company') return kinds.company.clean(raw)
  if (field === 'domain') return kinds.domain.clean(raw)
  return field === 'address' ? kinds.address.clean(raw, { country }) : null
}

/** A part of a whole that was judged: empty when its cell is, else the whole's verdict, "repaired" only where it changed. */
function part(raw: string, whole: Judged, value: string | null | undefined): Judged {
  if (raw.trim() === '') return { value: null, verdict: 'empty', why: [] }
  const same = value === raw.trim()
  if (same && whole.verdict === 'repaired') return { value, verdict: 'valid', why: [] }
  return { value: value || null, verdict: whole.verdict, why: same ? [] : whole.why }
}
