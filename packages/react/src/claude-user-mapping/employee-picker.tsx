'use client'

import { type Day, type EmployeeChoice, maxChoices } from '@windmill/claude-core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import { useEmployees } from '../hooks/use-employees.ts'
import { useSettled } from '../hooks/use-settled.ts'
import { enMappingMore } from '../texts/en-mapping-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { EmployeeLine } from './employee-line.tsx'

interface EmployeePickerProps {
  readonly busy: boolean
  readonly today: Day
  readonly onLink: (employeeId: string) => void
}

/**
 * A combobox over the directory (ARIA 1.2: the focus stays in the field, arrow keys move through what was found).
 * Nobody is chosen before someone chooses them, and nothing is linked before it is said to whom.
 */
export const EmployeePicker = ({ busy, today, onLink }: EmployeePickerProps): ReactNode => {
  const { t } = useTexts(enMappingMore)
  const id = useId()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<EmployeeChoice | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const search = useSettled(picked ? '' : text.trim())
  const { data, error, isPlaceholderData } = useEmployees(search)

  const isSearched = search !== '' && !picked
  const found = isSearched && data ? data.employees : []
  const isListed = isOpen && found.length > 0
  const optionId = (employee: EmployeeChoice) => `${id}-${employee.id}`
  const at = found.findIndex((employee) => employee.id === active)

  const pick = (employee: EmployeeChoice) => {
    setPicked(employee)
    setText(employee.name)
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) {
      const from = isListed ? at : -1
      const next = from < 0 && step < 0 ? found.length - 1 : (from + step + found.length) % found.length
      setOpen(true)
      setActive(found[next]?.id ?? null)
    } else if (event.key === 'Enter' && isListed && found[at]) pick(found[at])
    else if (event.key === 'Escape' && isListed) setOpen(false)
    else return
    event.preventDefault()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (picked && !busy) onLink(picked.id)
  }

  return (
    <form className="claude-Stack" onSubmit={submit}>
      <label htmlFor={id}>
        <strong>{t('pick.label')}</strong>
      </label>
      <div className="claude-Actions">
        <input
          id={id}
          className="claude-Field-input"
          type="text"
          role="combobox"
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isListed && found[at] ? optionId(found[at]) : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t('pick.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setPicked(null)
            setActive(null)
            setOpen(true)
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {picked && (
          <Button type="submit" variant="primary" busy={busy}>
            {t('pick.link', { name: picked.name })}
          </Button>
        )}
      </div>
      {isListed && (
        <div className="claude-Mapping-found" role="listbox" id={`${id}-list`} aria-label={t('pick.label')}>
          {found.map((employee) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, where the focus stays.
            // biome-ignore lint/a11y/useFocusableInteractive: pointed at by aria-activedescendant, never focused.
            <div
              key={employee.id}
              id={optionId(employee)}
              role="option"
              aria-selected={employee.id === active}
              ref={employee.id === active ? scrollIntoView : undefined}
              // Keeps the focus in the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(employee)}
            >
              <EmployeeLine employee={employee} today={today} />
            </div>
          ))}
        </div>
      )}
      <p className="claude-Quiet" role="status">
        {isSearched && !error && (!data || isPlaceholderData) && t('pick.searching')}
        {isSearched && data && !isPlaceholderData && t(foundText(found.length), { count: found.length })}
      </p>
      {isSearched && error && <FailureNote failure={asProblem(error)} />}
    </form>
  )
}

const foundText = (count: number) => (count === 0 ? 'pick.none' : count < maxChoices ? 'pick.found' : 'pick.most')

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })
