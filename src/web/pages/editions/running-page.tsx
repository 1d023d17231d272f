export function RunningPage() {
  return <div>RunningPage</div>
}
