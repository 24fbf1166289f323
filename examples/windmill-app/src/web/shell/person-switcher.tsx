import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { AccessLevel, PersonaKind, PersonSummary } from '../../host-api.ts'
import { usePersonas } from '../host/host-queries.ts'
import { useCurrentSession } from '../host/session-provider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchField } from '../ui/search-field.tsx'

const kindLabels: Readonly<Record<PersonaKind, string>> = {
  employee: 'Employee',
  manager: 'Manager',
  managersManager: 'Manager’s manager',
  peer: 'Peer',
  admin: 'Admin',
  hrAdmin: 'HR Admin',
  integrationManager: 'Integration Manager',
  dataAnalyst: 'Data Analyst',
  archived: 'Archived',
}

/** Maximum number of people shown at once. Searching finds the others. */
const maxShownPeople = 60

/** Lets the user view Windmill as any person. Only the demo has it: it replaces signing in. */
export const PersonSwitcher = () => {
  const { viewer, reports, switchTo } = useCurrentSession()
  const id = useId()
  const popoverRef = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [typedText, setTypedText] = useState('')
  const { data } = usePersonas(isOpen)

  const role = viewer && describeRole(viewer, reports.length > 0)
  const searchText = typedText.trim().toLocaleLowerCase()
  const matches = (data?.everyone ?? []).filter(({ name, title }) =>
    `${name} ${title ?? ''}`.toLocaleLowerCase().includes(searchText),
  )

  const switchToPerson = (person: PersonSummary): void => {
    popoverRef.current?.hidePopover()
    if (person.id !== viewer?.id) switchTo(person.id)
  }
  const renderOption = (person: PersonSummary, tagText: string | null) => (
    <li key={person.id}>
      <button
        type="button"
        className="switcher-option"
        aria-current={person.id === viewer?.id ? 'true' : undefined}
        onClick={() => switchToPerson(person)}
      >
        <Avatar name={person.name} />
        <span className="switcher-name">
          <span>{person.name}</span>
          <span className="quiet">{person.title ?? (person.hasArchivedDate ? 'Archived' : '')}</span>
        </span>
        {tagText && <span className="tag">{tagText}</span>}
      </button>
    </li>
  )

  return (
    <>
      <button
        type="button"
        className="switcher-button"
        popoverTarget={id}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
      >
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
        ref={popoverRef}
        id={id}
        popover="auto"
        className="switcher"
        role="dialog"
        aria-label="View as someone else"
        onToggle={(event) => {
          setIsOpen(event.newState === 'open')
          if (event.newState === 'closed') setTypedText('')
        }}
        onKeyDown={moveFocus}
      >
        <SearchField ref={setAutofocus} text={typedText} onTextChange={setTypedText} />
        <div className="switcher-lists">
          {searchText === '' && data && (
            <section>
              <h2>Points of view</h2>
              <ul>{data.personas.map(({ kind, person }) => renderOption(person, kindLabels[kind]))}</ul>
            </section>
          )}
          <section>
            <h2>{searchText === '' ? 'Everyone' : `${matches.length} found`}</h2>
            <ul>
              {matches
                .slice(0, maxShownPeople)
                .map((person) => renderOption(person, person.hasArchivedDate ? 'Archived' : null))}
            </ul>
            {matches.length > maxShownPeople && (
              <p className="quiet">{matches.length - maxShownPeople} more. Type to find them.</p>
            )}
          </section>
        </div>
        <p className="switcher-note quiet">Only in this demo: it stands for signing in.</p>
      </div>
    </>
  )
}

/** Sets the `autofocus` attribute, which React does not render. It makes the popover focus the field when it opens. */
const setAutofocus = (input: HTMLInputElement | null): void => input?.setAttribute('autofocus', '')

const levelNames: Readonly<Record<Exclude<AccessLevel, 'member'>, string>> = {
  admin: 'admin',
  hr_admin: 'HR admin',
  integration_manager: 'integration manager',
  data_analyst: 'data analyst',
}

const describeRole = (
  { accessLevel, isArchived }: { readonly accessLevel: AccessLevel; readonly isArchived: boolean },
  hasReports: boolean,
): string => {
  if (isArchived) return 'archived'
  if (accessLevel !== 'member') return levelNames[accessLevel]
  return hasReports ? 'manager' : 'employee'
}

/** Moves the focus to the next or previous control with the arrow keys. After the last comes the first. */
const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const focusable = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')]
  const currentIndex = focusable.indexOf(document.activeElement as HTMLElement)
  focusable[(currentIndex + step + focusable.length) % focusable.length]?.focus()
}
