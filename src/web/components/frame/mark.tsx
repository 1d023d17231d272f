/** The sign: a list with one line that ends in a full stop, legible at 16 px. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden focusable="false">
      <rect width="16" height="16" rx="4" fill="#1f5fd0" />
      <path d="M4 4.5h8M4 8h8M4 11.5h4.5" stroke="#fff" strokeWidth="1.75" strokeLinecap="round" />
      <circle cx="11.4" cy="11.5" r="1.2" fill="#fff" />
    </svg>
  )
}
