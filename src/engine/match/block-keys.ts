import type { Channel } from './channels.ts'
import { hashText, mixHash } from './hash-text.ts'
import { formalNames } from './nicknames.ts'
import type { Names } from './names.ts'
import type { Features } from './record-features.ts'
import type { Single } from './singles.ts'

/** A way of finding candidates: records with a key in common are compared. `add` is called once for each key of a record. */
export type BlockKey = { name: string; weak?: boolean; keys: (record: number, add: (key: number) => void) => void }

/** Set in keys that find little by themselves: their blocks are kept small. */
export const WEAK = 1

/** The keys that apply to these records. Keys are content hashes; 0 is never a key. */
export function blockKeys(features: Features): BlockKey[] {
  const { email, phone, address, postcode, date, number } = features
  const keys: BlockKey[] = [
    ...(email ? [channelKey('e-mail', email)] : []),
    ...(number ? [singleKey('number', number)] : []),
    ...(postcode ? [singleKey('postcode', postcode)] : []),
    ...(date ? dateKeys(features, date) : []),
    ...(features.people ? personKeys(features, features.people) : organisationKeys(features)),
  ]
  if (features.people === null && phone) keys.push(channelKey('phone', phone))
  if (features.people === null && address) keys.push(channelKey('address', address))
  // Each way of blocking has its own number in the key, so that two ways never share a block; the last bit says which are weak.
  return keys.map((key, way) => ({
    name: key.name,
    keys: (record, add) =>
      key.keys(record, (hash) => {
        if (hash !== 0) add(((mixHash(hash, way + 1) & ~WEAK) | (key.weak ? WEAK : 0)) >>> 0)
      }),
  }))
}

function channelKey(name: string, channel: Channel): BlockKey {
  return {
    name,
    keys: (record, add) => {
      for (let c = channel.starts[record]; c < channel.starts[record + 1]; c++) add(channel.hashes[channel.codes[c]])
    },
  }
}

function singleKey(name: string, single: Single): BlockKey {
  return { name, keys: (record, add) => add(single.hashes[single.codes[record]]) }
}

function both(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : mixHash(a, b)
}

function hashOf(single: Single | null, record: number): number {
  return single === null ? 0 : single.hashes[single.codes[record]]
}

function eachOf(channel: Channel | null, record: number, use: (hash: number) => void): void {
  if (channel === null) return
  for (let c = channel.starts[record]; c < channel.starts[record + 1]; c++) use(channel.hashes[channel.codes[c]])
}

function dateKeys({ outward, town }: Features, date: Single): BlockKey[] {
  const years = date.values.map((value) => (value === '' ? 0 : hashText(value.slice(0, 4))))
  return [
    { name: 'date and district', keys: (r, add) => add(both(hashOf(date, r), hashOf(outward, r))) },
    { name: 'date and town', keys: (r, add) => add(both(hashOf(date, r), hashOf(town, r))) },
    { name: 'town and year', keys: (r, add) => add(both(hashOf(town, r), years[date.codes[r]])) },
  ]
}

function personKeys(features: Features, people: Names): BlockKey[] {
  const { email, phone, address, organisation, desk } = features
  const { ofRecord } = people
  const starts = (length: number): Uint32Array =>
    Uint32Array.from(people.words, (word) => (word.length < Math.min(length, 2) ? 0 : hashText(word.slice(0, length))))
  const initial = starts(1)
  const three = starts(3)
  const four = starts(4)
  const formal = people.words.map((word) => [...formalNames(word)].map((name) => hashText(name[0])))
  const given = (r: number): number => people.given[ofRecord[r]]
  const family = (r: number): number => people.family[ofRecord[r]]
  const hash = people.wordHash
  const keys: BlockKey[] = [
    { name: 'family name and initial', keys: (r, add) => add(both(hash[family(r)], initial[given(r)])) },
    {
      name: 'family name and initial of a nickname',
      keys: (r, add) => {
        for (const letter of new Set(formal[given(r)])) add(both(hash[family(r)], letter))
        if (formal[given(r)].length === 0) add(both(hash[family(r)], initial[given(r)]))
      },
    },
    { name: 'starts of both names', weak: true, keys: (r, add) => add(both(three[given(r)], four[family(r)])) },
    { name: 'all words of the name', keys: (r, add) => add(people.sortedHash[ofRecord[r]]) },
  ]
  if (organisation) {
    keys.push({
      name: 'family name and organisation',
      keys: (r, add) => add(both(hash[family(r)], hashOf(organisation, r))),
    })
  }
  if (desk) keys.push({ name: 'given name and desk', keys: (r, add) => add(both(hash[given(r)], hashOf(desk, r))) })
  if (phone) {
    keys.push({
      name: 'family name and phone',
      keys: (r, add) => eachOf(phone, r, (code) => add(both(hash[family(r)], code))),
    })
    keys.push({
      name: 'given name and phone',
      keys: (r, add) => eachOf(phone, r, (code) => add(both(hash[given(r)], code))),
    })
  }
  if (address) {
    keys.push({
      name: 'family name and address',
      keys: (r, add) => eachOf(address, r, (code) => add(both(hash[family(r)], code))),
    })
  }
  if (email) {
    keys.push({
      name: 'given name and e-mail',
      keys: (r, add) => eachOf(email, r, (code) => add(both(hash[given(r)], code))),
    })
  }
  return [...keys, ...lifeKeys(features, people, four, three)]
}

/** Keys for records that say when and where people were born or live: any word of the name with one of these. */
function lifeKeys(features: Features, people: Names, four: Uint32Array, three: Uint32Array): BlockKey[] {
  const { date, postcode, outward, town } = features
  if (!date && !postcode && !town) return []
  const hash = people.wordHash
  const eachWord =
    (of: (word: number) => number, other: (r: number) => number) =>
    (r: number, add: (key: number) => void): void => {
      const second = other(r)
      if (second === 0) return
      for (const word of allWords(people, people.ofRecord[r])) add(both(of(word), second))
    }
  const full = (word: number): number => (people.words[word].length > 2 ? hash[word] : 0)
  const years = date ? date.values.map((value) => (value === '' ? 0 : hashText(value.slice(0, 4)))) : []
  const keys: BlockKey[] = []
  if (date) {
    keys.push({ name: 'a name and date', keys: eachWord(full, (r) => hashOf(date, r)) })
    keys.push({
      name: 'start of a name and year',
      keys: eachWord(
        (word) => four[word],
        (r) => years[date.codes[r]],
      ),
    })
  }
  if (postcode) {
    keys.push({ name: 'a name and postcode', keys: eachWord(full, (r) => hashOf(postcode, r)) })
    keys.push({ name: 'a name and district', keys: eachWord(full, (r) => hashOf(outward, r)) })
  }
  if (town) {
    keys.push({ name: 'a name and town', keys: eachWord(full, (r) => hashOf(town, r)) })
    keys.push({
      name: 'start of a name and town',
      keys: eachWord(
        (word) => three[word],
        (r) => hashOf(town, r),
      ),
    })
  }
  return keys
}

function allWords(people: Names, name: number): number[] {
  const words = people.given[name] === 0 ? [] : [people.given[name]]
  for (let i = people.familyStarts[name]; i < people.familyStarts[name + 1]; i++) words.push(people.familyWords[i])
  for (let i = people.otherStarts[name]; i < people.otherStarts[name + 1]; i++) words.push(people.others[i])
  return words
}

function organisationKeys({ organisation, town, postcode }: Features): BlockKey[] {
  if (organisation === null) return []
  const words = organisation.values.map((value) =>
    value
      .split(' ')
      .filter((word) => word.length > 2)
      .map((word) => hashText(word)),
  )
  const start = organisation.values.map((value) => (value === '' ? 0 : hashText(value.replaceAll(' ', '').slice(0, 6))))
  const each =
    (other: (r: number) => number) =>
    (r: number, add: (key: number) => void): void => {
      for (const word of words[organisation.codes[r]]) add(both(word, other(r)))
    }
  return [
    singleKey('name', organisation),
    { name: 'start of the name', keys: (r, add) => add(start[organisation.codes[r]]) },
    { name: 'a word of the name', keys: (r, add) => words[organisation.codes[r]].forEach(add) },
    { name: 'a word of the name and town', keys: each((r) => hashOf(town, r)) },
    { name: 'a word of the name and postcode', keys: each((r) => hashOf(postcode, r)) },
  ]
}
