import { useRef } from 'react'
import type { Contact } from '../../../modules/search/index.ts'
import { Confidence } from '../../components/confidence.tsx'
import classes from './contact-cards.module.css'
import { useContactRows, type useTotal } from './use-contact-rows.ts'
import { useRowScroller } from './use-row-scroller.ts'
import { useScrollToTop } from './use-scroll-to-top.ts'
import type { Search } from './use-search.ts'

const CARD = 96

function Card({ contact, top, onOpen }: { contact: Contact | undefined; top: number; onOpen: (id: string) => void }) {
  return (
    <li className={classes['card']} style={{ transform: `translateY(${top}px)` }}>
      {contact === undefined ? (
        <span className={classes['blank']} />
      ) : (
        <button type="button" onClick={() => onOpen(contact.id)}>
          <span className={classes['line']}>
            <strong>{contact.name ?? 'Name not known'}</strong>
            <Confidence value={contact.confidence} brief />
          </span>
          <span>{contact.title ?? '–'}</span>
          <span className="quiet">{[contact.company, contact.city].filter(Boolean).join(' · ')}</span>
        </button>
      )}
    </li>
  )
}

/** The same rows on a phone: one card each. */
export function ContactCards({ search, head }: { search: Search; head: ReturnType<typeof useTotal> }) {
  const element = useRef<HTMLDivElement>(null)
  const { filters, sort, change } = search
  const scroller = useRowScroller({ element, count: head.total ?? 0, rowHeight: CARD, headHeight: 0 })
  const rowAt = useContactRows({ filters, sort, head, first: scroller.first, last: scroller.last })
  useScrollToTop(element, JSON.stringify([filters, sort]))
  return (
    <section ref={element} className={classes['list']} aria-label="Contacts" aria-busy={head.isOld}>
      <ul style={{ height: scroller.height }}>
        {scroller.rows.map(({ index, top }) => (
          <Card key={index} contact={rowAt(index)} top={top} onOpen={(id) => change({ open: id })} />
        ))}
      </ul>
    </section>
  )
}
