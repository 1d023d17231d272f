type Props = {
  name: string
  label: string
  /** Why it is asked, or how to write it. */
  why?: string
  type?: 'text' | 'email' | 'tel' | 'password' | 'lines'
  value?: string | undefined
  error?: string | null | undefined
  required?: boolean
  limit?: number
  autoComplete?: string
}

/** A field with its label, the reason for asking, what was typed, and what is wrong with it. */
export function Field({ name, label, why, type = 'text', value, error, required = false, limit, autoComplete }: Props) {
  const described = [why ? `${name}-why` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  const common = {
    id: name,
    name,
    defaultValue: value,
    // Not `required` of HTML: the server's sentences say more than the browser's bubbles.
    'aria-required': required || undefined,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': described || undefined,
    autoComplete,
  }
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={name}>
        {label}
        {required ? null : <span className="quiet"> (optional)</span>}
      </label>
      {why ? (
        <p className="why" id={`${name}-why`}>
          {why}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${name}-error`}>
          <span className="visually-hidden">Mistake: </span>
          {error}
        </p>
      ) : null}
      {type === 'lines' ? (
        <textarea {...common} rows={limit !== undefined && limit > 1000 ? 6 : 4} />
      ) : (
        <input {...common} type={type} {...(type === 'email' ? { autoCapitalize: 'none', spellCheck: false } : {})} />
      )}
    </div>
  )
}
