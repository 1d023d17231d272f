/** The page of a person at LinkedIn as it is the same in all addresses: `in/jane-doe`; null for a company's page or no page. */
export function linkedinPath(text: string): string | null {
  const found =
    /^(?:https?:\/\/)?(?:[a-z\d-]{1,20}\.){0,3}linkedin\.com\/(?:mwlite\/)?(in|pub)\/([^/?#\s]{1,200})/i.exec(
      text.slice(0, 2000).trim(),
    )
  if (!found) return null
  const [, folder, page] = found
  return `${folder.toLowerCase()}/${decoded(page).normalize('NFC').toLowerCase()}`
}

function decoded(page: string): string {
  try {
    return decodeURIComponent(page)
  } catch {
    return page
  }
}
