/** What a column holds. Several columns may share a role (three telephone numbers). */
export type Role =
  | 'full_name'
  | 'given'
  | 'middle'
  | 'family'
  | 'suffix'
  | 'email'
  | 'phone'
  | 'address'
  | 'organisation'
  | 'unit'
  | 'title'
  | 'date'
  | 'place'
  | 'postcode'
  | 'town'
  | 'area'
  | 'gender'
  | 'occupation'
  | 'number'
  | 'other'

/** One column, dictionary-coded: `values[codes[record]]` is the text, and `values[0] === ''` means missing. */
export type LinkColumn = { role: Role; values: string[]; codes: Uint32Array }

/** Records to link, identical ones collapsed to one content. */
export type LinkInput = {
  /** Number of distinct contents. */
  count: number
  columns: LinkColumn[]
  /** How many raw rows each content stands for. */
  weights: Uint32Array
  /** `count + 1` offsets into `units`. */
  unitStarts: Uint32Array
  /** The units (one delivery that promises one row a person) in which each content occurs, sorted, each once. */
  units: Uint32Array
  /** Digest of the name of each unit: needed only where a linking goes on from another, as numbers of units are their own. */
  unitKeys?: Uint32Array
  /** What people decided of some of the records. */
  decided?: Decided
}

/** Groups of records that are one, and groups no record of which is the same as any of the other side; record numbers. */
export type Decided = {
  one: readonly (readonly number[])[]
  two: readonly { a: readonly number[]; b: readonly number[] }[]
}
