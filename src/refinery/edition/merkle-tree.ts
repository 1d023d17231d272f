import { hash } from 'node:crypto'

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** Hash of a leaf, RFC 6962: SHA-256 of a zero byte and the leaf. */
export function leafHash(leaf: string): Buffer {
  return hash('sha256', Buffer.concat([LEAF, Buffer.from(leaf, 'utf8')]), 'buffer')
}

/** The head of an RFC 6962 Merkle tree, built leaf by leaf in memory of the tree's height. */
export class MerkleTree {
  #stack: { hash: Buffer; size: number }[] = []

  add(leaf: Buffer): void {
    let node = { hash: leaf, size: 1 }
    for (let left = this.#stack.at(-1); left?.size === node.size; left = this.#stack.at(-1)) {
      this.#stack.pop()
      node = { hash: nodeHash(left.hash, node.hash), size: node.size * 2 }
    }
    this.#stack.push(node)
  }

  /** The root so far, hex; the empty tree's is SHA-256 of nothing. */
  root(): string {
    const nodes = this.#stack.toReversed()
    const first = nodes.shift()
    if (!first) return hash('sha256', '', 'hex')
    return nodes.reduce((right, left) => nodeHash(left.hash, right), first.hash).toString('hex')
  }
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')
}
