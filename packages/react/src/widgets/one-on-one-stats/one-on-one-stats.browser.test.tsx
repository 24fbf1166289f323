import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { engineerBefore } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { OneOnOneStats } from './one-on-one-stats.tsx'
import type { OneOnOneStatsProps } from './props.ts'

const getButton = (name: string) => page.getByRole('button', { name, exact: true })
const getStatus = (text: string) => page.getByRole('status').filter({ hasText: text })
const options = { stats: { habitsBefore: engineerBefore } }

test('requests the days from the meeting to the newest read day', async () => {
  const { stub } = renderWidget(<OneOnOneStats employeeId="e-17" lastMeetingOn="2026-11-05" />, options)
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  expect(stub.requests.filter(({ path }) => path.includes('/stats?')).map(({ path }) => path)).toEqual([
    '/api/claude/employees/e-17/stats?from=2026-11-06&to=2026-11-20&bucket=day&purpose=one_on_one',
  ])
})

test('sends no request while too few days have been read since the meeting', async () => {
  const { stub } = renderWidget(<OneOnOneStats employeeId="e-17" lastMeetingOn="2026-11-17" />, options)
  await expect.element(page.getByText(/Claude has published 3 days since/)).toBeVisible()
  expect(stub.requests.filter(({ path }) => path.includes('/stats?'))).toEqual([])
})

test('supports adding all, adding one and opening the tables with the keyboard alone', async () => {
  const onInsert = vi.fn<NonNullable<OneOnOneStatsProps['onInsert']>>()
  renderWidget(
    <OneOnOneStats employeeId="e-17" employeeName="Maya Chen" lastMeetingOn="2026-11-05" onInsert={onInsert} />,
    options,
  )
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  await tabTo('Add all', getButton('Add all to agenda'))
  await userEvent.keyboard('{Enter}')
  await expect.element(getStatus('All of it was added to the agenda.')).toBeInTheDocument()
  await tabTo('Add one', getButton('Add to the agenda: Excel is new'))
  await userEvent.keyboard(' ')
  await expect.element(getStatus('Added to the agenda: Excel is new')).toBeInTheDocument()
  await expect.element(getButton('Added to the agenda: Excel is new')).toHaveFocus()
  const [allInsert, singleInsert] = onInsert.mock.calls.map(([insert]) => insert)
  expect(allInsert?.data.observations.length).toBeGreaterThan(1)
  expect(allInsert?.markdown).toMatch(/^\*\*Since your last 1:1\*\* \(6 Nov 2026/)
  expect(singleInsert?.data.observations).toMatchObject([{ kind: 'new', product: 'excel' }])

  await tabTo('the numbers', page.getByText('The numbers by product'))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('region', { name: /^Excel, per day/ })).toBeVisible()
})
