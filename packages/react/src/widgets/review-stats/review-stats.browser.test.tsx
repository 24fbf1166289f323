import type { CheckedMonth } from '@windmill/claude-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { engineerBefore } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStats } from './review-stats.tsx'

const period = { label: 'Q3 2026', from: '2026-07-01', to: '2026-09-30' } as const
const getButton = (name: string) => page.getByRole('button', { name, exact: true })
const getStatus = (text: string) => page.getByRole('status').filter({ hasText: text })

const renderReview = async (props: Partial<ReviewStatsProps> = {}) => {
  const rendered = renderWidget(<ReviewStats employeeId="e-17" employeeName="Maya Chen" period={period} {...props} />, {
    stats: { habitsBefore: engineerBefore },
  })
  await expect.element(page.getByText('Excel is new')).toBeVisible()
  return rendered
}

const readClipboardItem = async (item: ClipboardItem | undefined, type: string) => (await item?.getType(type))?.text()

afterEach(() => {
  vi.restoreAllMocks()
})

test('requests the period under review and compares it with the previous period', async () => {
  const { stub } = await renderReview()
  expect(stub.requests.map(({ path }) => path)).toContain(
    '/api/claude/employees/e-17/stats?from=2026-07-01&to=2026-09-30&bucket=week&purpose=review',
  )
  await expect.element(page.getByRole('heading', { name: 'Claude usage, Q3 2026' })).toBeVisible()
  await expect.element(page.getByText(/^Maya Chen · 1 Jul – 30 Sept?, compared with/)).toBeVisible()
})

const questions = [
  { id: 'impact', label: 'Impact' },
  { id: 'growth', label: 'Growth' },
]

test('adds a sentence to the question that the viewer picks and removes the sentence again, with the keyboard alone', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  const onUndo = vi.fn<NonNullable<ReviewStatsProps['onUndo']>>()
  await renderReview({ questions, onInsert, onUndo })
  await tabTo('Add to', getButton('Add to…: Excel is new'))
  await userEvent.keyboard('{Enter}')
  await expect.element(getButton('Impact')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('✓ Added to Impact')).toBeVisible()
  await expect.element(getStatus('Added to Impact')).toBeInTheDocument()
  await expect.element(getButton('Undo: Excel is new')).toHaveFocus()
  const [insert] = onInsert.mock.calls[0] ?? []
  expect(insert?.text).toMatch(/^\[System\] Excel is new: [\d,]+ sessions \(Q3 vs Q2\)\.$/)
  expect(insert?.data).toMatchObject({ label: 'Q3 2026', questionId: 'impact', isEdited: false })
  expect(insert?.data.observation).toMatchObject({ id: 'new.excel.sessions', previous: 0 })

  await userEvent.keyboard('{Enter}')
  expect(onUndo.mock.calls).toEqual([[{ observationId: 'new.excel.sessions', questionId: 'impact' }]])
  await expect.element(getButton('Add to…: Excel is new')).toHaveFocus()
  expect(onInsert).toHaveBeenCalledOnce()
})

test('says in an inserted sentence and in the copied text when the figures were checked', async () => {
  const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  const checkedMonths = ['04', '05', '06', '07', '08', '09'].map(
    (month) =>
      ({
        month: `2026-${month}-01`,
        checkedAt: '2026-10-08T09:00:00.000Z',
        result: 'equal',
        stats: [],
      }) as CheckedMonth,
  )
  renderWidget(<ReviewStats employeeId="e-17" period={period} onInsert={onInsert} />, {
    stats: { habitsBefore: engineerBefore, checkedMonths },
  })
  await expect.element(page.getByText(/Checked against Claude’s totals on 8 Oct: equal through 30 Sep/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: /^Add to review: Edit acceptance/ }))
  const checked = 'Checked against Claude’s totals on 8 Oct 2026: equal through 30 Sep'
  expect(onInsert.mock.calls[0]?.[0].text).toContain(`(Q3 vs Q2). ${checked}`)
  await userEvent.click(getButton('Copy as text'))
  await expect.element(getStatus('Copied')).toBeInTheDocument()
  expect(await readClipboardItem(write.mock.calls[0]?.[0]?.[0], 'text/plain')).toContain(checked)
})

test('adds an edited sentence as the viewer’s own words', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  await renderReview({ onInsert })
  await userEvent.click(getButton('Edit: Excel is new'))
  const field = page.getByRole('textbox', { name: 'Sentence: Excel is new' })
  await expect.element(field).toHaveFocus()
  await userEvent.fill(field, 'Started with Excel in July.')
  await userEvent.click(getButton('Add to review: Excel is new'))
  await expect.element(page.getByText('✓ In the review')).toBeVisible()
  expect(onInsert.mock.calls.map(([{ text, data }]) => [text, data.isEdited, data.questionId])).toEqual([
    ['Started with Excel in July.', true, null],
  ])
})

test('brings an edited sentence back after Undo, and after the viewer picks no question', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  await renderReview({ questions, onInsert, onUndo: vi.fn() })
  await userEvent.click(getButton('Edit: Excel is new'))
  const field = page.getByRole('textbox', { name: 'Sentence: Excel is new' })
  await userEvent.fill(field, 'Started with Excel in July.')
  await userEvent.click(getButton('Add to…: Excel is new'))
  await userEvent.click(getButton('Cancel: Excel is new'))
  await expect.element(field).toHaveValue('Started with Excel in July.')

  for (const question of ['Impact', 'Growth']) {
    await userEvent.click(getButton('Add to…: Excel is new'))
    await userEvent.click(getButton(question))
    await userEvent.click(getButton('Undo: Excel is new'))
    await expect.element(field).toHaveValue('Started with Excel in July.')
  }
  expect(onInsert.mock.calls.map(([{ text, data }]) => [text, data.questionId])).toEqual([
    ['Started with Excel in July.', 'impact'],
    ['Started with Excel in July.', 'growth'],
  ])
})

test('keeps an edited sentence while the viewer edits another sentence', async () => {
  await renderReview({ onInsert: vi.fn() })
  await userEvent.click(getButton('Edit: Excel is new'))
  const field = page.getByRole('textbox', { name: 'Sentence: Excel is new' })
  await userEvent.fill(field, 'Started with Excel in July.')
  await userEvent.click(getButton('Edit: PowerPoint was not used'))
  await expect.element(page.getByRole('textbox', { name: 'Sentence: PowerPoint was not used' })).toHaveFocus()
  await expect.element(field).toHaveValue('Started with Excel in July.')
})

test('copies what the page shows, without what the viewer has dismissed', async () => {
  const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
  await renderReview({ onDismiss: vi.fn(), dismissed: ['stopped.powerpoint.sessions'] })
  await userEvent.click(getButton('Copy as text'))
  await expect.element(getStatus('Copied')).toBeInTheDocument()
  const text = await readClipboardItem(write.mock.calls[0]?.[0]?.[0], 'text/plain')
  expect(text).toContain('• Excel is new')
  expect(text).not.toContain('• PowerPoint was not used')
})

test('shows what the host has stored as added and as dismissed', async () => {
  const onDismiss = vi.fn<NonNullable<ReviewStatsProps['onDismiss']>>()
  const onShow = vi.fn<NonNullable<ReviewStatsProps['onShow']>>()
  await renderReview({
    questions,
    onInsert: vi.fn(),
    onDismiss,
    onShow,
    added: [{ observationId: 'new.excel.sessions', questionId: 'growth' }],
    dismissed: ['stopped.powerpoint.sessions'],
  })
  await expect.element(page.getByText('✓ Added to Growth')).toBeVisible()
  await userEvent.click(getButton('Show: Excel is new'))
  expect(onShow.mock.calls).toEqual([[{ observationId: 'new.excel.sessions', questionId: 'growth' }]])
  expect(page.getByText('PowerPoint was not used').elements()).toEqual([])

  await userEvent.click(getButton('Show'))
  await userEvent.click(getButton('Restore: PowerPoint was not used'))
  await expect.element(getButton('Add to…: PowerPoint was not used')).toHaveFocus()
  await userEvent.click(getButton('Dismiss: PowerPoint was not used'))
  await expect.element(page.getByText(/^One dismissed/)).toBeVisible()
  await expect.element(getButton('Show')).toHaveFocus()
  expect(onDismiss.mock.calls).toEqual([
    ['stopped.powerpoint.sessions', false],
    ['stopped.powerpoint.sessions', true],
  ])
})

test('ends on the last settled day, and says how many newer days are still arriving', async () => {
  const { stub } = await renderReview({ period: { label: 'Q4', from: '2026-10-01', to: '2026-12-31' } })
  expect(stub.requests.map(({ path }) => path)).toContain(
    '/api/claude/employees/e-17/stats?from=2026-10-01&to=2026-11-13&bucket=week&purpose=review',
  )
  await expect.element(page.getByText(/· 7 newer days still arriving$/)).toBeVisible()
})

test('says nothing about newer days of someone who has left', async () => {
  renderWidget(<ReviewStats employeeId="e-17" period={{ label: 'Q4', from: '2026-10-01', to: '2026-12-31' }} />, {
    stats: { archivedOn: '2026-11-06' },
  })
  await expect.element(page.getByText(/Left on 6 Nov/)).toBeVisible()
  expect(page.getByText(/still arriving/).elements()).toEqual([])
})

test('says that a period without a settled day is still arriving, and requests nothing', async () => {
  const { stub } = renderWidget(
    <ReviewStats employeeId="e-17" period={{ label: 'Now', from: '2026-11-15', to: '2026-11-30' }} />,
  )
  await expect.element(page.getByText('No day of this period is settled yet')).toBeVisible()
  expect(stub.requests.filter(({ path }) => path.includes('/stats'))).toEqual([])
})

test('announces no figures of a review that ended before the employee started', async () => {
  renderWidget(<ReviewStats employeeId="e-17" employeeName="Maya Chen" period={period} />, {
    stats: { startedOn: '2026-11-16' },
  })
  await expect.element(page.getByText('First day: 16 Nov 2026.', { exact: true })).toBeVisible()
})

test('shows each change of all figures inside its column in a narrow card', async () => {
  await page.viewport(620, 900)
  await renderReview()
  await userEvent.click(page.getByText('All figures', { exact: true }))
  await expect.element(page.getByText(/per day/).first()).toBeVisible()
  const tooWide = [...document.querySelectorAll('.claude-Stat-change')].filter(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  )
  expect(tooWide.map(({ textContent }) => textContent)).toEqual([])
})

test('has all figures behind one disclosure, as charts or tables', async () => {
  await renderReview()
  await tabTo('all figures', page.getByText('All figures'))
  await userEvent.keyboard('{Enter}')
  const pullRequests = page.getByText('Pull requests', { exact: true }).first()
  await expect.element(pullRequests).toBeVisible()
  await userEvent.click(getButton('Show as table'))
  await expect.element(page.getByRole('region', { name: 'Claude Code, per week' })).toBeVisible()
})

test('requests the days behind a figure for the review, so that the log names the review', async () => {
  const { stub } = await renderReview()
  await userEvent.click(page.getByText('All figures', { exact: true }))
  await userEvent.click(page.getByText('Pull requests', { exact: true }).first())
  await userEvent.click(page.getByText('Days behind this figure'))
  await expect.element(page.getByRole('row', { name: /^Sum \d+/ })).toBeVisible()
  expect(stub.requests.at(-1)?.path).toBe(
    '/api/claude/employees/e-17/days?from=2026-07-01&to=2026-09-30&purpose=review',
  )
})

describe('copying', () => {
  test('writes plain text and HTML to the clipboard and confirms it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
    await renderReview()
    await tabTo('Copy', getButton('Copy as text'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus('Copied')).toBeInTheDocument()
    const [item] = write.mock.calls[0]?.[0] ?? []
    expect(await readClipboardItem(item, 'text/plain')).toMatch(/^Claude usage, Q3 2026\n\nMaya Chen · /)
    expect(await readClipboardItem(item, 'text/html')).toMatch(
      /^<h3>Claude usage, Q3 2026<\/h3><p><strong>Maya Chen<\/strong>/,
    )
  })

  test('falls back to execCommand when the clipboard is denied, and keeps the focus', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    const copiedByType: Record<string, string | undefined> = {}
    const readCopiedData = ({ clipboardData }: ClipboardEvent) => {
      for (const type of ['text/plain', 'text/html']) copiedByType[type] = clipboardData?.getData(type)
    }
    window.addEventListener('copy', readCopiedData)
    await renderReview()
    await tabTo('Copy', getButton('Copy as text'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus('Copied')).toBeInTheDocument()
    window.removeEventListener('copy', readCopiedData)
    expect(copiedByType['text/plain']).toMatch(/^Claude usage, Q3 2026\n/)
    expect(copiedByType['text/html']).toMatch(/^<h3>Claude usage, Q3 2026<\/h3>/)
    await expect.element(getButton('Copied')).toHaveFocus()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })

  test('asks the viewer to copy by hand when the browser denies both ways of copying', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    await renderReview()
    await userEvent.click(getButton('Copy as text'))
    await expect.element(getStatus('The browser does not allow copying here.')).toBeInTheDocument()
    await expect.element(page.getByText(/copy it by hand/).first()).toBeVisible()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })
})
