import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconTool,
  type Icon,
} from '@tabler/icons-react'
import { labelOf } from '../codes/label-of.ts'
import classes from './verdict.module.css'

const signs: Record<string, { icon: Icon; tone: string }> = {
  deliverable: { icon: IconCircleCheck, tone: 'good' },
  'accept-all': { icon: IconAlertTriangle, tone: 'warn' },
  undeliverable: { icon: IconCircleX, tone: 'bad' },
  valid: { icon: IconCircleCheck, tone: 'good' },
  repaired: { icon: IconTool, tone: 'fair' },
  suspect: { icon: IconAlertTriangle, tone: 'warn' },
  invalid: { icon: IconCircleX, tone: 'bad' },
}

/** A cleaner's verdict, or what mail servers said: an icon and a word in its colour. */
export function Verdict({ verdict, wordless = false }: { verdict: string; wordless?: boolean }) {
  const sign = signs[verdict] ?? { icon: IconCircleDashed, tone: 'none' }
  const word = labelOf('verdict', verdict)
  return (
    <span className={classes['verdict']} data-tone={sign.tone} title={word}>
      <sign.icon
        size={14}
        stroke={1.8}
        aria-hidden={!wordless}
        aria-label={wordless ? word : undefined}
        role={wordless ? 'img' : undefined}
      />
      {wordless ? null : word}
    </span>
  )
}
