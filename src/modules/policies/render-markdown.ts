import { Marked } from 'marked'

/** Where a link of a policy may lead: the web, a mailbox, a place of this site or page. */
const ALLOWED = /^(https?:\/\/[^\s]|mailto:[^\s]|\/(?![/\\])|\/$|#)/i

const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    image: ({ text }) => escapeHtml(text),
    // After `<script>` and the like the library takes text for HTML that is done already: here it never is.
    text(token) {
      return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeText(token.text)
    },
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens)
      return ALLOWED.test(href) ? `<a href="${escapeHtml(href)}"${relOf(href)}>${words}</a>` : words
    },
  },
})

/**
 * Makes Markdown into HTML that is safe to show whoever wrote it: HTML in it is shown as text, pictures as their words,
 * and a link that leads elsewhere than to web, mail or this site as its words.
 */
export function renderMarkdown(text: string): string {
  return marked.parse(text, { async: false })
}

function relOf(href: string): string {
  return /^http/i.test(href) ? ' rel="noopener noreferrer nofollow"' : ''
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text may hold entities, as Markdown allows. */
function escapeText(text: string): string {
  return text.replace(/&(?!(#\d{1,7}|#x[\da-f]{1,6}|\w{2,32});)|[<>"']/gi, (sign) => SIGNS[sign] ?? sign)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
}
