import type { Block, MailLetter } from './mail-letter.ts'

// Mail programs know no variables and few selectors: the few colours and sizes stand at each element.
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const TEXT = `${FONT};font-size:16px;line-height:1.5;color:#1f2328`
const SMALL = `${FONT};font-size:13px;line-height:1.5;color:#59636e`
const BUTTON = `${FONT};display:inline-block;padding:12px 20px;border-radius:6px;background:#1756a9;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none`

/** A letter as HTML: one column, nothing loaded from anywhere, nothing that reports having been read. */
export function letterHtml({ subject, blocks, footer }: MailLetter, instance: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td align="left">
<p style="${SMALL};font-weight:600;margin:0 0 24px">${escape(instance)}</p>
${blocks.map((block) => blockHtml(block, TEXT)).join('\n')}
<hr style="border:0;border-top:1px solid #d1d9e0;margin:32px 0 16px">
${footer.map((block) => blockHtml(block, SMALL)).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

function blockHtml(block: Block, style: string): string {
  switch (block.kind) {
    case 'text':
      return `<p style="${style};margin:0 0 16px">${escape(block.text).replaceAll('\n', '<br>')}</p>`
    case 'list':
      return `<ul style="${style};margin:0 0 16px;padding-left:20px">${block.items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`
    case 'action':
      return `<p style="margin:24px 0"><a href="${escape(block.url)}" style="${BUTTON}">${escape(block.label)}</a></p>
<p style="${SMALL};margin:0 0 16px;word-break:break-all">Or open this address: ${escape(block.url)}</p>`
    case 'link':
      return `<p style="${style};margin:0 0 16px"><a href="${escape(block.url)}" style="color:#1756a9">${escape(block.label)}</a></p>`
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
