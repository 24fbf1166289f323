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

const renderOneOnOne = (props: Partial<OneOnOneStatsProps> = {}) =>
  renderWidget(
    <OneOnOneStats employeeId="e-17" employeeName="Maya Chen" lastMeetingOn="2026-10-20" {...props} />,
    options,
  )
const listStatsQueries = (requests: readonly { readonly path: string }[]) =>
  requests.flatMap(({ path }) => path.split('/stats?')[1] ?? [])

test('requests the settled days since the meeting, and says how many newer days are still arriving', async () => {
  const { stub } = renderOneOnOne()
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  expect(listStatsQueries(stub.requests)).toEqual(['from=2026-10-21&to=2026-11-13&bucket=day&purpose=one_on_one'])
  await expect.element(page.getByRole('heading', { name: 'Since your last 1:1' })).toBeVisible()
  await expect.element(page.getByText(/· 7 newer days still arriving$/)).toBeVisible()
})

test('shows the last settled days if too few days since the meeting are settled, as in a weekly 1:1', async () => {
  const { stub } = renderOneOnOne({ lastMeetingOn: '2026-11-17' })
  await expect.element(page.getByText(/The days since your last 1:1 on 17 Nov are still arriving/)).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'For your 1:1' })).toBeVisible()
  expect(listStatsQueries(stub.requests)[0]).toMatch(/&to=2026-11-13&/)
})

test('looks back on the last settled days before the first meeting', async () => {
  const { stub } = renderOneOnOne({ lastMeetingOn: null })
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'For your 1:1' })).toBeVisible()
  expect(listStatsQueries(stub.requests)).toEqual(['from=2026-10-15&to=2026-11-13&bucket=day&purpose=one_on_one'])
})

test('says when there will be figures of someone who has just started, and offers no other period', async () => {
  renderWidget(<OneOnOneStats employeeId="e-17" employeeName="Maya Chen" lastMeetingOn={null} />, {
    stats: { startedOn: '2026-11-16' },
  })
  await expect
    .element(page.getByText(/^First day: 16 Nov 2026\. Figures appear here .* from about 25 Nov on\.$/))
    .toBeVisible()
})

test('adds one observation and then all others, each as one item with its question, and none twice', async () => {
  const onInsert = vi.fn<NonNullable<OneOnOneStatsProps['onInsert']>>()
  renderOneOnOne({ onInsert, onUndo: vi.fn() })
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  await tabTo('Add', getButton('Add to agenda: Excel is new'))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('✓ On the agenda')).toBeVisible()
  await expect.element(getStatus('On the agenda')).toBeInTheDocument()
  await expect.element(getButton('Undo: Excel is new')).toHaveFocus()
  const [first] = onInsert.mock.calls[0] ?? []
  expect(first?.text).toMatch(/^\[System\] Excel is new: [\d,]+ \w+ on \d+ days \(.*\)\. Ask: What is this usage for\?/)
  expect(first?.data).toMatchObject({ question: expect.stringMatching(/^What is this usage for/), isEdited: false })

  await userEvent.click(page.getByRole('button', { name: /^Add all \d$/ }))
  await expect.poll(() => page.getByRole('button', { name: /^Add (to|all)/ }).elements()).toEqual([])
  const ids = onInsert.mock.calls.map(([{ data }]) => data.observation.id)
  expect(ids.length).toBeGreaterThan(1)
  expect(new Set(ids).size).toBe(ids.length)
})

test('offers nothing that the host already has on the agenda', async () => {
  renderOneOnOne({ onInsert: vi.fn(), added: ['new.excel.sessions', 'new.excel.messages'] })
  await expect.element(page.getByText('✓ On the agenda')).toBeVisible()
  expect(page.getByRole('button', { name: /Excel is new/ }).elements()).toEqual([])
})
