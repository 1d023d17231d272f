type Props = {
  /** A sentence about the form as a whole. */
  error?: string | null | undefined
  /** What is wrong, in the order of the fields; each leads to its field. */
  mistakes: { name: string; label: string; error: string | null | undefined }[]
}

/** What is wrong with a form, at its head: a sentence, and a link to each field. Nothing when all is well. */
export function ErrorSummary({ error, mistakes }: Props) {
  const wrong = mistakes.filter((mistake) => mistake.error)
  if (!error && wrong.length === 0) return null
  const counted = wrong.length === 1 ? 'One thing needs another look' : `${wrong.length} things need another look`
  return (
    <section className="summary" role="alert" aria-labelledby="summary-title">
      <h2 id="summary-title">{wrong.length > 0 ? counted : 'This did not work'}</h2>
      {error ? <p>{error}</p> : null}
      {wrong.length > 0 ? (
        <ul>
          {wrong.map((mistake) => (
            <li key={mistake.name}>
              <a href={`#${mistake.name}`}>
                {mistake.label}: {mistake.error}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
