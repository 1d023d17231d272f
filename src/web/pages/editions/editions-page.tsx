export function EditionsPage() {
  return <div>EditionsPage</div>
}
