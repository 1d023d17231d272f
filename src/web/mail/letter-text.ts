import type { Block, MailLetter } from './mail-letter.ts'

const WIDTH = 72

/** A letter as plain text, at most 72 columns wide but for addresses. */
export function letterText({ blocks, footer }: MailLetter, instance: string): string {
  const body = blocks.map(blockText).join('\n\n')
  return `${body}\n\n-- \n${instance}\n\n${footer.map(blockText).join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
        .split('\n')
        .map((line) => wrap(line))
        .join('\n')
    case 'list':
      return block.items.map((item) => wrap(`- ${oneLine(item)}`, '  ')).join('\n')
    case 'action':
    case 'link':
      return `${oneLine(block.label)}:\n${block.url}`
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function wrap(line: string, indent = ''): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(/ +/)) {
    if (current && current.length + 1 + word.length > WIDTH) {
      lines.push(current)
      current = indent + word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, current].join('\n')
}
