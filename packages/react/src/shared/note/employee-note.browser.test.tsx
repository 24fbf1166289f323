import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { engineerBefore } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { de } from '../../texts/de/index.ts'
import { OneOnOneStats } from '../../widgets/one-on-one-stats/one-on-one-stats.tsx'
import type { OneOnOneStatsProps } from '../../widgets/one-on-one-stats/props.ts'
import type { ReviewStatsProps } from '../../widgets/review-stats/props.ts'
import { ReviewStats } from '../../widgets/review-stats/review-stats.tsx'
import { StatsPanel } from '../../widgets/stats-panel/stats-panel.tsx'
import { TeamStats } from '../../widgets/team-stats/team-stats.tsx'
import type { NoteProps } from './props.ts'

const employee = { employeeId: 'e-17', employeeName: 'Maya Chen' } as const
const quarter = { label: 'Q3', from: '2026-07-01', to: '2026-09-30' } as const

/** A page of a host that stores the note. The viewer is the employee. */
const Host = ({ note: initialNote = null, onNoteChange }: NoteProps) => {
  const [note, setNote] = useState(initialNote)
  return (
    <StatsPanel
      {...employee}
      note={note}
      onNoteChange={async (newNote) => {
        await onNoteChange?.(newNote)
        setNote(newNote)
      }}
    />
  )
}
const field = page.getByRole('textbox', { name: 'Your note' })
const getButton = (name: string) => page.getByRole('button', { name })

test.each([
  ['the profile', <StatsPanel key="w" {...employee} note="On call in May" />],
  ['a review', <ReviewStats key="w" {...employee} period={quarter} note="On call in May" />],
  ['a 1:1', <OneOnOneStats key="w" {...employee} lastMeetingOn="2026-11-02" note="On call in May" />],
])('the note is shown in %s to others, who cannot change it', async (_, widget) => {
  renderWidget(widget)
  await expect.element(page.getByText('Their note On call in May')).toBeVisible()
  expect(page.getByRole('button', { name: /note/i }).elements()).toEqual([])
})

test('the note is part of the text that goes into a review', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  renderWidget(<ReviewStats {...employee} period={quarter} note="On call in May" onInsert={onInsert} />, {
    stats: { habitsBefore: engineerBefore },
  })
  await page.getByRole('button', { name: /^Add .*: Excel is new/ }).click()
  expect(onInsert.mock.calls[0]?.[0].text).toMatch(/\. The employee’s note: On call in May$/)
})

test('the employee quotes their note as their own', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  renderWidget(<ReviewStats employeeId="e-17" period={quarter} note="On call in May" onInsert={onInsert} />, {
    stats: { habitsBefore: engineerBefore },
  })
  await page.getByRole('button', { name: /^Add .*: Excel is new/ }).click()
  expect(onInsert.mock.calls[0]?.[0].text).toMatch(/\. My note: On call in May$/)
})

test('the note is part of the text that goes on an agenda, after the question', async () => {
  const onInsert = vi.fn<NonNullable<OneOnOneStatsProps['onInsert']>>()
  renderWidget(<OneOnOneStats {...employee} lastMeetingOn="2026-11-02" note="On call in May" onInsert={onInsert} />, {
    stats: { habitsBefore: engineerBefore },
  })
  await page.getByRole('button', { name: 'Add to agenda: Excel is new' }).click()
  expect(onInsert.mock.calls[0]?.[0].text).toMatch(/\? The employee’s note: On call in May$/)
})

test('the note is shown below the employee’s name in a team, and below no other name', async () => {
  renderWidget(<TeamStats managerId="e-boss" personNotes={new Map([['e-2', 'On call in May']])} />)
  await expect.element(page.getByText('On call in May')).toBeVisible()
  expect(page.getByText('On call in May').elements()).toHaveLength(1)
})

test('the note is not shown to someone who may not see the figures', async () => {
  renderWidget(<StatsPanel {...employee} note="On call in May" />, {
    faults: { 'GET /employees/{id}/stats': 'not_found' },
  })
  await expect.element(page.getByText('Page not found or not shared with you')).toBeVisible()
  expect(page.getByText('On call in May').elements()).toEqual([])
})

test('the note is one line of plain text of at most 280 characters, whatever the host passes', async () => {
  renderWidget(<StatsPanel {...employee} note={`<b>on\ncall</b> ${'🏖'.repeat(400)}`} />)
  const note = page.getByText(/^<b>on call<\/b> 🏖/u)
  await expect.element(note).toBeVisible()
  expect([...(note.element().textContent ?? '')]).toHaveLength(280)
})

test('the note is written, changed and removed with the keyboard, and each result is announced', async () => {
  const onNoteChange = vi.fn()
  renderWidget(<Host onNoteChange={onNoteChange} />)
  await getButton('Add a note').click()
  await expect.element(field).toHaveFocus()
  await userEvent.keyboard(' On parental{Enter}leave ')
  await expect.element(page.getByText('263 characters left')).toBeVisible()
  await getButton('Save').click()
  await expect.element(page.getByText('Saved. Others see it with your figures.')).toBeVisible()
  await expect.element(page.getByText('Your note On parental leave')).toBeVisible()
  await expect.element(getButton('Edit note')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('On parental leave')
  await field.fill('')
  await getButton('Save').click()
  await expect.element(page.getByText('Removed.')).toBeVisible()
  await expect.element(getButton('Add a note')).toHaveFocus()
  expect(onNoteChange.mock.calls).toEqual([['On parental leave'], ['']])
})

test('the note cannot be saved while it is too long, counted in code points', async () => {
  renderWidget(<Host />)
  await getButton('Add a note').click()
  await field.fill('🏖'.repeat(282))
  await expect.element(page.getByText('2 characters too long')).toBeVisible()
  await expect.element(getButton('Save')).toBeDisabled()
  await field.fill('🏖'.repeat(280))
  await expect.element(page.getByText('0 characters left')).toBeVisible()
  await expect.element(getButton('Save')).toBeEnabled()
})

test('the field keeps its text when the host fails, and Cancel closes it while the host does not answer', async () => {
  const onNoteChange = vi.fn().mockRejectedValueOnce(new Error('offline'))
  let finish = () => {}
  onNoteChange.mockReturnValueOnce(
    new Promise<void>((resolve) => {
      finish = resolve
    }),
  )
  renderWidget(<Host onNoteChange={onNoteChange} />)
  await getButton('Add a note').click()
  await field.fill('On call')
  await getButton('Save').click()
  await expect.element(page.getByText('The note could not be saved. Try again.')).toBeVisible()
  await expect.element(field).toHaveValue('On call')
  await getButton('Save').click()
  await expect.element(getButton('Save')).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Escape}')
  await getButton('Cancel').click()
  await getButton('Add a note').click()
  finish()
  await expect.element(field).toBeVisible()
})

test('the buttons stand below the hint', async () => {
  await page.viewport(1280, 800)
  renderWidget(<Host />)
  await getButton('Add a note').click()
  const hint = page.getByText('280 characters left')
  await expect.element(hint).toBeVisible()
  expect(getButton('Save').element().getBoundingClientRect().top).toBeGreaterThan(
    hint.element().getBoundingClientRect().bottom,
  )
})

test('the field fits a 320-pixel phone in German', async () => {
  await page.viewport(320, 800)
  renderWidget(<Host note="In Elternzeit" />, {}, { locale: 'de', texts: de })
  await page.getByRole('button', { name: 'Notiz bearbeiten' }).click()
  await expect.element(page.getByRole('textbox', { name: 'Deine Notiz' })).toBeVisible()
  await expect.element(page.getByText('Noch 267 Zeichen')).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
})
