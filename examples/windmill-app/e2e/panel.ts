import { type Period, products, type StatId, statsOf } from '@windmill/claude-core'
import type { Page } from 'playwright'
import type { ExpectedStat } from './expected-stats.ts'

/** Sets two dates of one's own and waits until their figures are there. */
export const chooseDates = async (page: Page, { from, to }: Period): Promise<void> => {
  await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
  await page.locator('input[name=from]').fill(from)
  await page.locator('input[name=to]').fill(to)
  const answered = page.waitForResponse((response) => response.url().includes(`from=${from}&to=${to}`))
  await page.locator('.claude-Dates button').click()
  await answered
  await page.locator('.claude-StatsPanel[aria-busy]').waitFor({ state: 'detached' })
}

type Shown = Partial<Record<StatId, string>>

/** The numbers as they stand on the page, by stat; a product without any is one line. */
export const readPanel = async (page: Page): Promise<Shown> => {
  const shown: Shown = {}
  for (const product of products) {
    const section = page.locator(`.claude-StatsPanel-product[data-product=${product.id}]`)
    const rows = await section.locator('.claude-StatsPanel-row').allInnerTexts()
    const figures = await section.locator('.claude-StatsPanel-row .claude-Figure').allTextContents()
    const none = rows.length === 0 ? await section.locator('p').textContent() : ''
    for (const [index, { id }] of statsOf(product.id).entries()) {
      const isPartial = /at least/.test(rows[index] ?? '')
      shown[id] = none || `${isPartial ? 'at least ' : ''}${figures[index]?.split(' ')[0]}`
    }
  }
  return shown
}

/** What must be written there for these figures. */
export const written = (expected: Record<StatId, ExpectedStat>): Shown => {
  const number = new Intl.NumberFormat('en-GB')
  const percent = new Intl.NumberFormat('en-GB', { style: 'percent' })
  const shown: Shown = {}
  for (const product of products) {
    const ids = statsOf(product.id).map(({ id }) => id)
    const isEmpty = ids.every(
      (id) => expected[id].value === 0 || (id === 'code.edit_acceptance_rate' && expected[id].value === null),
    )
    for (const id of ids) {
      const { value, partial } = expected[id]
      const format = id === 'code.edit_acceptance_rate' ? percent : number
      shown[id] = isEmpty
        ? 'No activity in this period.'
        : `${partial ? 'at least ' : ''}${value === null ? '–' : format.format(value)}`
    }
  }
  return shown
}
