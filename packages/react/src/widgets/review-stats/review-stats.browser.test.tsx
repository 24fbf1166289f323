import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { engineerBefore } from '../../test/fixtures.ts'
import { tabTo } from '../../test/keyboard.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStats } from './review-stats.tsx'

const period = { label: 'Q3 2026', from: '2026-07-01', to: '2026-09-30' } as const
const button = (name: string) => page.getByRole('button', { name, exact: true })
const status = (text: string) => page.getByRole('status').filter({ hasText: text })

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
    '/api/claude/employees/e-17/stats?from=2026-07-01&to=2026-09-30&bucket=week',
  )
  await expect.element(page.getByRole('heading', { name: 'Claude usage, Q3 2026' })).toBeVisible()
  await expect.element(page.getByText(/^Maya Chen · 1 Jul – 30 Sept?, compared with/)).toBeVisible()
})

test('can be used with the keyboard alone: add to the review, open all figures', async () => {
  const onInsert = vi.fn<NonNullable<ReviewStatsProps['onInsert']>>()
  await renderReview({ onInsert })
  await tabTo('Add to review', button('Add to review'))
  await userEvent.keyboard('{Enter}')
  await expect.element(status('Added to the review.')).toBeInTheDocument()
  await expect.element(button('Add to review')).toHaveFocus()
  expect(onInsert.mock.calls.map(([{ data }]) => data.label)).toEqual(['Q3 2026'])
  expect(Object.keys(onInsert.mock.calls[0]?.[0] ?? {}).sort()).toEqual(['data', 'markdown', 'text'])

  const all = page.getByText('All twenty figures, by product')
  await tabTo('all figures', all)
  await userEvent.keyboard('{Enter}')
  const requests = page.getByText('Pull requests', { exact: true }).first()
  await expect.element(requests).toBeVisible()
  await tabTo('a stat', { element: () => requests.element().closest('summary') as Element })
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/pull requests opened|opened with Claude Code/i).first()).toBeVisible()
  // Rows are as wide as their product, so that the figures align.
  const row = requests.element().closest('summary')
  const list = row?.closest('ul')
  expect(row?.clientWidth).toBeGreaterThanOrEqual(list?.clientWidth ?? Number.POSITIVE_INFINITY)
})

describe('copying', () => {
  const readItem = async (item: ClipboardItem | undefined, type: string) => (await item?.getType(type))?.text()

  test('writes plain text and HTML to the clipboard and confirms it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue()
    await renderReview()
    await tabTo('Copy', button('Copy'))
    await userEvent.keyboard('{Enter}')
    await expect.element(status('Copied.')).toBeInTheDocument()
    const [item] = write.mock.calls[0]?.[0] ?? []
    expect(await readItem(item, 'text/plain')).toMatch(/^Claude usage, Q3 2026\n\nMaya Chen · /)
    expect(await readItem(item, 'text/html')).toMatch(/^<h3>Claude usage, Q3 2026<\/h3><p><strong>Maya Chen<\/strong>/)
  })

  test('falls back to execCommand when the clipboard is denied, and keeps the focus', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    const copied: Record<string, string | undefined> = {}
    const listen = ({ clipboardData }: ClipboardEvent) => {
      for (const type of ['text/plain', 'text/html']) copied[type] = clipboardData?.getData(type)
    }
    window.addEventListener('copy', listen)
    await renderReview()
    await tabTo('Copy', button('Copy'))
    await userEvent.keyboard('{Enter}')
    await expect.element(status('Copied.')).toBeInTheDocument()
    window.removeEventListener('copy', listen)
    expect(copied['text/plain']).toMatch(/^Claude usage, Q3 2026\n/)
    expect(copied['text/html']).toMatch(/^<h3>Claude usage, Q3 2026<\/h3>/)
    await expect.element(button('Copy')).toHaveFocus()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })

  test('says what to do when the browser denies both', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    await renderReview()
    await userEvent.click(button('Copy'))
    await expect.element(status('The browser does not allow copying here.')).toBeInTheDocument()
    await expect.element(page.getByText(/copy it by hand/).first()).toBeVisible()
    expect(document.querySelectorAll('textarea')).toHaveLength(0)
  })
})
