/** A column of an edition's table and its type in Parquet. */
export type EditionColumn = { name: string; type: 'VARCHAR' | 'BIGINT' | 'BOOLEAN' | 'VARCHAR[]' }

const text = (...names: string[]): EditionColumn[] => names.map((name) => ({ name, type: 'VARCHAR' }))
const integers = (...names: string[]): EditionColumn[] => names.map((name) => ({ name, type: 'BIGINT' }))
const lists = (...names: string[]): EditionColumn[] => names.map((name) => ({ name, type: 'VARCHAR[]' }))

/** The tables of an edition, by name. */
export const editionTables: Record<'companies' | 'contacts', EditionColumn[]> = {
  companies: [
    ...text(
      'id',
      'name',
      'form',
      'domain',
      'industry',
      'employees',
      'revenue',
      'street',
      'city',
      'region',
      'postcode',
      'country',
      'phone',
      'seen',
    ),
    ...integers('contacts', 'support', 'confidence'),
  ],
  contacts: [
    ...text('id', 'name', 'prefix', 'first', 'middle', 'last', 'suffix', 'title', 'level', 'function', 'subfunction'),
    ...text('company_id', 'company', 'industry', 'unit', 'email', 'email_verdict', 'phone', 'phone_type'),
    ...text('street', 'city', 'region', 'postcode', 'country', 'linkedin', 'seen'),
    { name: 'email_role', type: 'BOOLEAN' },
    ...lists('emails', 'phones', 'history'),
    ...integers('support', 'records', 'confidence', 'confidence_name', 'confidence_title', 'confidence_company'),
    ...integers('confidence_email', 'confidence_phone', 'confidence_address'),
  ],
}

export type TableName = keyof typeof editionTables

/** An SQL relation over a table's lines of canonical JSON, in their order. */
export function jsonTable(path: string, table: TableName, without: readonly string[] = []): string {
  const columns = editionTables[table].filter((c) => !without.includes(c.name)).map((c) => `"${c.name}": '${c.type}'`)
  return `read_json('${path.replaceAll("'", "''")}', format='newline_delimited', columns={${columns.join(', ')}})`
}
