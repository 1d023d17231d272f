import { open } from 'node:fs/promises'

const BUFFER_CHARACTERS = 1 << 19

/** A file being written line by line. */
export type LineWriter = {
  /** Adds a line and its LF; await what it returns, which is a promise only when the buffer went to disk. */
  write(line: string): Promise<void> | undefined
  /** Writes what is left and closes the file. */
  close(): Promise<void>
}

/** Opens a file for writing lines, replacing it. */
export async function openLineWriter(path: string): Promise<LineWriter> {
  const file = await open(path, 'w')
  let parts: string[] = []
  let size = 0
  const flush = async () => {
    const text = parts.join('')
    parts = []
    size = 0
    await file.appendFile(text)
  }
  return {
    write: (line) => {
      parts.push(line, '\n')
      size += line.length + 1
      return size < BUFFER_CHARACTERS ? undefined : flush()
    },
    close: async () => {
      try {
        await flush()
      } finally {
        await file.close()
      }
    },
  }
}
