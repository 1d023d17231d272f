export function AddPage() {
  return <div>AddPage</div>
}
