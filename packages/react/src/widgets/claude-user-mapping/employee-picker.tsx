'use client'

import type { Day, EmployeeChoice } from '@windmill/claude-core'
import { maxFoundEmployees } from '@windmill/claude-core/internal'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useEmployees } from '../../data/hooks/use-employees.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { FieldGroup } from '../../shared/ui/field-group.tsx'
import { PlainInput } from '../../shared/ui/plain-controls.tsx'
import { useDebounced } from '../../shared/ui/use-debounced.ts'
import { useOwnKeys } from '../../shared/ui/use-own-keys.ts'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enMappingDetails } from '../../texts/en/mapping-details.ts'
import { EmployeeLine } from './employee-line.tsx'

interface EmployeePickerProps {
  /** Whether a change to the Claude user is under way. */
  readonly isBusy: boolean
  readonly today: Day
  /** Called when the viewer confirms the picked employee. */
  readonly onLink: (employeeId: string) => void
}

/**
 * A combobox that searches the directory. As in ARIA 1.2, the focus stays in the field and arrow keys move through the
 * options. No option is selected at first. Picking an option links nothing yet. It shows a button with the employee's
 * name, which links the employee.
 */
export const EmployeePicker = ({ isBusy, today, onLink }: EmployeePickerProps): ReactNode => {
  const { t } = useTexts(enMappingDetails)
  const id = useUniqueId()
  const inputRef = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<EmployeeChoice | null>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const search = useDebounced(picked ? '' : text.trim())
  const { data, error, isPlaceholderData } = useEmployees({ search })

  const hasSearch = search !== '' && !picked
  const matches = hasSearch && data ? data.employees : []
  const isExpanded = isOpen && matches.length > 0
  const getOptionId = (employee: EmployeeChoice) => `${id}-${employee.id}`
  const activeIndex = matches.findIndex((employee) => employee.id === activeId)

  const pick = (employee: EmployeeChoice) => {
    setPicked(employee)
    setText(employee.name)
    setIsOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && matches.length > 0) {
      const fromIndex = isExpanded ? activeIndex : -1
      const nextIndex =
        fromIndex < 0 && step < 0 ? matches.length - 1 : (fromIndex + step + matches.length) % matches.length
      setIsOpen(true)
      setActiveId(matches[nextIndex]?.id ?? null)
    } else if (event.key === 'Enter' && isExpanded && matches[activeIndex]) pick(matches[activeIndex])
    else return
    event.preventDefault()
  }
  useOwnKeys(inputRef, { onEscape: isExpanded ? () => setIsOpen(false) : null })
  const submit = () => {
    if (picked && !isBusy) onLink(picked.id)
  }

  return (
    <FieldGroup className="claude-Stack" onSubmit={submit}>
      <label htmlFor={id}>
        <strong>{t('pick.label')}</strong>
      </label>
      <div className="claude-Actions">
        <PlainInput
          inputRef={inputRef}
          id={id}
          className="claude-Field-input"
          type="text"
          role="combobox"
          aria-expanded={isExpanded}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isExpanded && matches[activeIndex] ? getOptionId(matches[activeIndex]) : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t('pick.placeholder')}
          value={text}
          dir={text ? 'auto' : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setPicked(null)
            setActiveId(null)
            setIsOpen(true)
          }}
          onKeyDown={onKeyDown}
        />
        {picked && (
          <Button variant="primary" isBusy={isBusy} onClick={submit}>
            {t('pick.link', { name: picked.name })}
          </Button>
        )}
      </div>
      {isExpanded && (
        <div className="claude-Mapping-results" role="listbox" id={`${id}-list`} aria-label={t('pick.label')}>
          {matches.map((employee) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys, since it keeps the focus.
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points to the option; it never has the focus.
            <div
              key={employee.id}
              id={getOptionId(employee)}
              role="option"
              aria-selected={employee.id === activeId}
              ref={employee.id === activeId ? scrollIntoView : undefined}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(employee)}
            >
              <EmployeeLine employee={employee} today={today} />
            </div>
          ))}
        </div>
      )}
      <p className="claude-Quiet" role="status">
        {hasSearch && !error && (!data || isPlaceholderData) && t('pick.searching')}
        {hasSearch && data && !isPlaceholderData && t(getResultKey(matches.length), { count: matches.length })}
      </p>
      {hasSearch && error && <FailureNote failure={toClaudeProblem(error)} />}
    </FieldGroup>
  )
}

const getResultKey = (count: number) =>
  count === 0 ? 'pick.none' : count < maxFoundEmployees ? 'pick.found' : 'pick.first'

const scrollIntoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })
