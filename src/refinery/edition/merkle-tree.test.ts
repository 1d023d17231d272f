import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { leafHash, MerkleTree } from './merkle-tree.ts'

/** The definition of RFC 6962, 2.1, taken literally: split at the largest power of two below the size. */
function rootByDefinition(leaves: string[]): Buffer {
  if (leaves.length === 1) return leafHash(leaves[0])
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  const [left, right] = [rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split))]
  return hash('sha256', Buffer.concat([Buffer.from([1]), left, right]), 'buffer')
}

test('the empty tree has the root of RFC 6962', () => {
  expect(new MerkleTree().root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('a leaf is hashed behind a zero byte', () => {
  expect(leafHash('').toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

test.each(Array.from({ length: 40 }, (_, i) => i + 1))('%i leaves give the root of the definition', (size) => {
  const leaves = Array.from({ length: size }, (_, i) => `leaf ${i}`)
  const tree = new MerkleTree()
  for (const leaf of leaves) tree.add(leafHash(leaf))
  expect(tree.root()).toBe(rootByDefinition(leaves).toString('hex'))
})
