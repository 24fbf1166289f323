import { listProductStats, type Period, products, type StatId } from '@windmill/claude-core'
import type { Page } from 'playwright'
import type { ExpectedStat } from './create-expectations.ts'

/** Enters custom dates and waits until the panel shows the figures of that period. */
export const chooseDates = async (page: Page, { from, to }: Period): Promise<void> => {
  // While the panel loads, it can undo the choice.
  await page.locator('.claude-StatsPanel:not([aria-busy], [data-state="loading"])').waitFor()
  await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
  const dates = page.locator('.claude-Dates')
  await dates.getByLabel('From').fill(from)
  await dates.getByLabel('To').fill(to)
  const responsePromise = page.waitForResponse((response) => response.url().includes(`from=${from}&to=${to}`))
  await dates.getByRole('button', { name: 'Show' }).click()
  await responsePromise
  await page.locator('.claude-StatsPanel[aria-busy]').waitFor({ state: 'detached' })
}

/** The text that the panel shows for each stat. */
type PanelTexts = Partial<Record<StatId, string>>

/**
 * Opens each closed product and reads the text of each stat. If a product has no activity, all of its stats get the
 * product's only line.
 */
export const readStatsPanel = async (page: Page): Promise<PanelTexts> => {
  const texts: PanelTexts = {}
  for (const product of products) {
    const section = page.locator(`.claude-Product[data-product=${product.id}]`)
    await section.waitFor()
    const details = section.locator(':scope > details')
    if (await details.count()) {
      // A product that was opened stays open in the next period.
      if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click()
      await section.locator('li').first().waitFor()
    }
    const rows = section.locator('li .claude-Stat')
    const hasNoActivity = (await rows.count()) === 0
    for (const [index, { id }] of listProductStats(product.id).entries()) {
      if (hasNoActivity) {
        texts[id] = (await section.locator('p').textContent()) ?? ''
        continue
      }
      const row = rows.nth(index)
      // The previous value, further back in the row, can be a lower bound too.
      const partialMark = (await row.locator('.claude-Stat-label .claude-PartialMark').allTextContents()).join()
      const figure = (await row.locator('.claude-Figure').textContent())?.split(' ')[0] ?? ''
      texts[id] = `${partialMark && `${partialMark} `}${figure}`
    }
  }
  return texts
}

/** Returns the text that the panel must show for each stat. */
export const formatExpectedPanel = (expected: Record<StatId, ExpectedStat>): PanelTexts => {
  const countFormat = new Intl.NumberFormat('en-GB')
  const percentFormat = new Intl.NumberFormat('en-GB', { style: 'percent' })
  const texts: PanelTexts = {}
  for (const product of products) {
    const ids = listProductStats(product.id).map(({ id }) => id)
    const hasNoActivity = ids.every(
      (id) => expected[id].value === 0 || (id === 'code.edit_acceptance_rate' && expected[id].value === null),
    )
    for (const id of ids) {
      const { value, partial } = expected[id]
      const format = id === 'code.edit_acceptance_rate' ? percentFormat : countFormat
      texts[id] = hasNoActivity
        ? 'No activity in this period.'
        : `${partial ? 'at least ' : ''}${value === null ? '–' : format.format(value)}`
    }
  }
  return texts
}
