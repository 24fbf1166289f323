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

afterEach(() => {
  vi.restoreAllMocks()
})

test('requests the period under review and compares it with the previous one', async () => {
  const { stub } = await renderReview()
  expect(stub.requests.map(({ path }) => path)).toContain(
    '/api/claude/employees/e-17/stats?from=2026-07-01&to=2026-09-30&bucket=week&purpose=review',
  )
  await expect.element(page.getByRole('heading', { name: 'Claude usage, Q3 2026' })).toBeVisible()
  await expect.element(page.getByText(/^Maya Chen · 1 Jul – 30 Sept?, compared with/)).toBeVisible()
})

test('supports adding to the review and opening all figures with the keyboard alone', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  await renderReview({ onInsert })
  await tabTo('Add to review', getButton('Add to review'))
  await userEvent.keyboard('{Enter}')
  await expect.element(getStatus('Added to the review.')).toBeInTheDocument()
  await expect.element(getButton('Add to review')).toHaveFocus()
  expect(onInsert.mock.calls.map(([{ data }]) => data.label)).toEqual(['Q3 2026'])
  expect(Object.keys(onInsert.mock.calls[0]?.[0] ?? {}).sort()).toEqual(['data', 'markdown', 'text'])

  const allFigures = page.getByText('All twenty figures, by product')
  await tabTo('all figures', allFigures)
  await userEvent.keyboard('{Enter}')
  const pullRequests = page.getByText('Pull requests', { exact: true }).first()
  await expect.element(pullRequests).toBeVisible()
  await tabTo('a stat', { element: () => pullRequests.element().closest('summary') as Element })
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/pull requests opened|opened with Claude Code/i).first()).toBeVisible()
  // Rows are as wide as their product, so that the figures align.
  const row = pullRequests.element().closest('summary')
  const list = row?.closest('ul')
  expect(row?.clientWidth).toBeGreaterThanOrEqual(list?.clientWidth ?? Number.POSITIVE_INFINITY)
})

describe('copying', () => {
  const readClipboardItem = async (item: ClipboardItem | undefined, type: string) => (await item?.getType(type))?.text()

  test('writes plain text and HTML to the clipboard and confirms it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
    await renderReview()
    await tabTo('Copy', getButton('Copy'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus('Copied.')).toBeInTheDocument()
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
    await tabTo('Copy', getButton('Copy'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus('Copied.')).toBeInTheDocument()
    window.removeEventListener('copy', readCopiedData)
    expect(copiedByType['text/plain']).toMatch(/^Claude usage, Q3 2026\n/)
    expect(copiedByType['text/html']).toMatch(/^<h3>Claude usage, Q3 2026<\/h3>/)
    await expect.element(getButton('Copy')).toHaveFocus()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })

  test('asks the viewer to copy by hand when the browser denies both ways of copying', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    await renderReview()
    await userEvent.click(getButton('Copy'))
    await expect.element(getStatus('The browser does not allow copying here.')).toBeInTheDocument()
    await expect.element(page.getByText(/copy it by hand/).first()).toBeVisible()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })
})
