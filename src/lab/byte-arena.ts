const encoder = new TextEncoder()

/** Texts one after the other as UTF-8 in one block of memory, which is used again: nothing for the garbage collector to carry about. */
export type ByteArena = {
  /** The bytes so far; replaced when the arena grows. */
  bytes: Uint8Array<ArrayBuffer>
  /** Where the next text begins. */
  size: number
  /** Adds a text. */
  add(text: string): void
  /** Adds bytes that are there already. */
  copy(from: Uint8Array, start: number, end: number): void
  clear(): void
}

/** Makes an arena, which grows by doubling. */
export function createByteArena(capacity = 1 << 20): ByteArena {
  const arena: ByteArena = {
    bytes: new Uint8Array(capacity),
    size: 0,
    add: (text) => {
      reserve(text.length * 3)
      arena.size += encoder.encodeInto(text, arena.bytes.subarray(arena.size)).written
    },
    copy: (from, start, end) => {
      reserve(end - start)
      arena.bytes.set(from.subarray(start, end), arena.size)
      arena.size += end - start
    },
    clear: () => {
      arena.size = 0
    },
  }
  const reserve = (more: number) => {
    if (arena.size + more <= arena.bytes.length) return
    const larger = new Uint8Array(Math.max(arena.bytes.length * 2, arena.size + more))
    larger.set(arena.bytes.subarray(0, arena.size))
    arena.bytes = larger
  }
  return arena
}
