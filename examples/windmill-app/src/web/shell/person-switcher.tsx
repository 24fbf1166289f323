import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { PersonaKind, PersonSummary } from '../../host-api.ts'
import { usePersonas } from '../host/host-query.ts'
import { useCurrentSession } from '../host/session.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchField } from '../ui/search-field.tsx'

const kindLabels: Readonly<Record<PersonaKind, string>> = {
  employee: 'Employee',
  manager: 'Manager',
  managersManager: 'Manager’s manager',
  peer: 'Peer',
  admin: 'Admin',
  archived: 'Archived',
}

/** As many people as are shown at once; a search finds the others. */
const shown = 60

/** Stands for signing in: looks at Windmill through someone else's eyes. For the demo only. */
export const PersonSwitcher = () => {
  const { viewer, reports, switchTo } = useCurrentSession()
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const { data } = usePersonas(open)

  const role = viewer && roleOf(viewer, reports.length > 0)
  const wanted = text.trim().toLocaleLowerCase()
  const matches = (data?.everyone ?? []).filter(({ name, title }) =>
    `${name} ${title ?? ''}`.toLocaleLowerCase().includes(wanted),
  )

  const choose = (person: PersonSummary): void => {
    popover.current?.hidePopover()
    if (person.id !== viewer?.id) switchTo(person.id)
  }
  const option = (person: PersonSummary, note: string | null) => (
    <li key={person.id}>
      <button
        type="button"
        className="switcher-option"
        aria-current={person.id === viewer?.id ? 'true' : undefined}
        onClick={() => choose(person)}
      >
        <Avatar name={person.name} />
        <span className="switcher-name">
          <span>{person.name}</span>
          <span className="quiet">{person.title ?? (person.left ? 'Archived' : '')}</span>
        </span>
        {note && <span className="tag">{note}</span>}
      </button>
    </li>
  )

  return (
    <>
      <button type="button" className="switcher-button" popoverTarget={id} aria-expanded={open} aria-haspopup="dialog">
        {viewer && <Avatar name={viewer.name} />}
        <span className="switcher-label">
          <span className="quiet">Viewing as</span>{' '}
          <span className="ellipsis">
            {viewer ? viewer.name : 'nobody'}
            {role && <span className="switcher-role"> — {role}</span>}
          </span>
        </span>
        <Icon name="chevrons" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="switcher"
        role="dialog"
        aria-label="View as someone else"
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          if (event.newState === 'closed') setText('')
        }}
        onKeyDown={moveBetweenOptions}
      >
        <SearchField ref={focusWhenShown} text={text} onText={setText} />
        <div className="switcher-lists">
          {wanted === '' && data && (
            <section>
              <h2>Points of view</h2>
              <ul>{data.personas.map(({ kind, person }) => option(person, kindLabels[kind]))}</ul>
            </section>
          )}
          <section>
            <h2>{wanted === '' ? 'Everyone' : `${matches.length} found`}</h2>
            <ul>{matches.slice(0, shown).map((person) => option(person, person.left ? 'Archived' : null))}</ul>
            {matches.length > shown && <p className="quiet">{matches.length - shown} more. Type to find them.</p>}
          </section>
        </div>
        <p className="switcher-note quiet">Only in this demo: it stands for signing in.</p>
      </div>
    </>
  )
}

/** By the attribute, which React leaves out: a popover then focuses it as it opens, before anything can be typed. */
const focusWhenShown = (input: HTMLInputElement | null): void => input?.setAttribute('autofocus', '')

const roleOf = (viewer: { readonly role: string; readonly archived: boolean }, leads: boolean): string => {
  if (viewer.archived) return 'archived'
  if (viewer.role === 'admin') return 'admin'
  return leads ? 'manager' : 'employee'
}

const moveBetweenOptions = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  stops[(at + step + stops.length) % stops.length]?.focus()
}
