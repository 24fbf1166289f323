import type { Locator, Page } from 'playwright'
import { type Benchmark, computeMedian, type Figure } from '../../../tools/bench/benchmark.ts'
// Declares `window.showCandidate`.
import type {} from './interaction-page.tsx'
import { runOnPage } from './run-on-page.ts'

const rounds = 9
/** Factor by which the page runs slower than this machine. */
const slowdown = 4
/** Longer interactions feel slow. This is the threshold of a good Interaction to Next Paint. */
const maxInteractionMs = 200

interface Interaction {
  readonly figure: string
  readonly candidate: Parameters<typeof window.showCandidate>[0]
  /** Clicks before the measured one. */
  readonly prepare?: (page: Page) => Promise<void>
  /** Finds the element of the measured click. */
  readonly find: (page: Page) => Locator
  /** Finds what is visible only after the click. */
  readonly findResult: (page: Page) => Locator
}

const findProduct = (page: Page) => page.getByRole('heading', { name: 'Claude Code' })
const findStat = (page: Page) => page.getByText('Commits', { exact: true })

const interactions: readonly Interaction[] = [
  {
    figure: 'change the period',
    candidate: 'panel',
    find: (page) => page.getByText('90 days', { exact: true }).first(),
    findResult: (page) => page.getByText(/^Active on \d+ of 90 days/),
  },
  {
    figure: 'open a product',
    candidate: 'panel',
    find: findProduct,
    findResult: findStat,
  },
  {
    figure: 'open a stat',
    candidate: 'panel',
    prepare: (page) => findProduct(page).click(),
    find: findStat,
    findResult: (page) => page.getByRole('slider'),
  },
  {
    figure: 'sort ten thousand people',
    candidate: 'team',
    find: (page) => page.getByRole('columnheader').nth(1).getByRole('button'),
    findResult: (page) => page.locator('[aria-sort=descending]'),
  },
]
const plainSort: Interaction = {
  figure: 'sort in a plain table',
  candidate: 'plain',
  find: (page) => page.locator('th button').first(),
  findResult: (page) => page.locator('td').first(),
}

export const interactionBenchmark: Benchmark = {
  name: 'interactions',
  title: `clicks in StatsPanel and TeamStats until the next paint, as Event Timing reports them, CPU slowed ${slowdown} ×, ${rounds} rounds`,
  measure: (log) =>
    runOnPage('interaction-page.tsx', async (page) => {
      const session = await page.context().newCDPSession(page)
      const measureMs = async (
        { figure, candidate, prepare, find, findResult }: Interaction,
        roundCount: number,
      ): Promise<number> => {
        const timesMs: number[] = []
        for (let round = 0; round < roundCount; round++) {
          await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
          await page.evaluate((name) => window.showCandidate(name), candidate)
          if (prepare) {
            await prepare(page)
            await page.evaluate(() => window.takeInteractionMs())
          }
          const { x, y, width, height } = (await find(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
          await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
          await page.mouse.click(x + width / 2, y + height / 2)
          timesMs.push(await page.evaluate(() => window.takeInteractionMs()))
          // A click that misses would look fast.
          await findResult(page).first().waitFor({ timeout: 30_000 })
        }
        log(`${figure}: ${timesMs.join(', ')} ms`)
        return computeMedian(timesMs)
      }

      const figures: Figure[] = []
      for (const interaction of interactions) {
        const value = await measureMs(interaction, rounds)
        figures.push({ figure: `${interaction.figure} (ms)`, value, budget: maxInteractionMs })
      }
      const sortMs = figures.at(-1)?.value ?? 0
      const plainMs = await measureMs(plainSort, 1)
      return [...figures, { figure: 'sort, TeamStats ÷ plain table', value: sortMs / plainMs, budget: 1.2 }]
    }),
}
