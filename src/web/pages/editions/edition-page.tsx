export function EditionPage() {
  return <div>EditionPage</div>
}
