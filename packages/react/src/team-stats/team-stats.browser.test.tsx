import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { tabTo } from '../test/keyboard.ts'
import { renderWidget } from '../test/render-widget.tsx'
import { teams } from '../test/team-fixtures.ts'
import { de } from '../texts/de.ts'
import { enTeamTable } from '../texts/en-team-table.ts'
import { TeamStats, type TeamStatsProps } from './team-stats.tsx'

const widget = (props: Partial<TeamStatsProps> = {}) => (
  <TeamStats managerId="e-boss" managerName="Rosa Marín" {...props} />
)
const grid = page.getByRole('grid')
const focused = () => {
  const cell = document.activeElement?.closest<HTMLElement>('[data-place]')
  return { place: cell?.dataset.place, row: cell?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') }
}
/** The cell with the focus can be seen: nothing that stays in view lies over its middle. */
const isInView = () => {
  const cell = document.activeElement as HTMLElement
  const { left, top, width, height } = cell.getBoundingClientRect()
  const above = document.elementFromPoint(left + width / 2, top + height / 2)
  return above !== null && (cell.contains(above) || above.contains(cell))
}
const asked = (requests: readonly { readonly path: string }[]) =>
  requests
    .filter(({ path }) => path.includes('/teams/'))
    .map(({ path }) => decodeURIComponent(path.split('?')[1] ?? ''))

describe('with a keyboard alone', () => {
  test('a person among ten thousand is reached, opened, and left again', async () => {
    const onPerson = vi.fn()
    await renderWidget(widget({ onPerson }), { team: { people: teams.large } })
    const name = page.getByRole('button', { name: /^Name/ })
    await expect.element(name).toBeVisible()
    await tabTo('the grid', name)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    await vi.waitFor(() => expect(focused()).toEqual({ place: '2 1', row: '3' }))
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await vi.waitFor(() => expect(focused().row).toBe('10002'))
    await userEvent.keyboard('{ArrowUp}')
    await vi.waitFor(() => expect(focused().row).toBe('10001'))
    expect(isInView()).toBe(true)
    await userEvent.keyboard('{PageUp}{Home}{ArrowUp}')
    await vi.waitFor(() => expect(focused().place).toMatch(/^99\d\d 0$/))
    expect(isInView()).toBe(true)
    const person = document.activeElement?.querySelector('button')?.textContent
    await userEvent.keyboard('{ArrowRight}{Enter}')
    expect(onPerson).toHaveBeenCalledTimes(1)
    const [id] = onPerson.mock.calls[0] ?? []
    expect(teams.large[Number(String(id).slice(2))]?.name).toBe(person)
    // It is one stop: Tab leaves it.
    await userEvent.keyboard('{Tab}')
    expect(grid.element().contains(document.activeElement)).toBe(false)
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(focused().place).toMatch(/ 1$/)
    expect(isInView()).toBe(true)
  })

  test('a column is sorted by, and says so', async () => {
    await renderWidget(widget())
    const name = page.getByRole('button', { name: /^Name/ })
    await expect.element(name).toBeVisible()
    await tabTo('the grid', name)
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    await expect
      .element(page.getByRole('columnheader', { name: /^Sessions \(sessions\)/ }))
      .toHaveAttribute('aria-sort', 'descending')
    await expect.element(page.getByRole('columnheader', { name: /^Name/ })).toHaveAttribute('aria-sort', 'none')
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(document.activeElement?.closest('[role=row]')?.textContent).toMatch(/^Aiko Tanaka/))
  })

  test('columns are chosen, which asks for them alone', async () => {
    const { stub } = await renderWidget(widget())
    const columns = page.getByRole('button', { name: 'Columns' })
    await expect.element(columns).toBeVisible()
    await tabTo('Columns', columns)
    await userEvent.keyboard('{Enter}')
    await expect.element(columns).toHaveAttribute('aria-expanded', 'true')
    const commits = page.getByRole('checkbox', { name: 'Commits' })
    await tabTo('Commits', commits)
    await userEvent.keyboard(' ')
    await expect.element(page.getByRole('columnheader', { name: /^Commits/ })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(columns).toHaveAttribute('aria-expanded', 'false')
    expect(document.activeElement).toBe(columns.element())
    const period = 'from=2026-10-22&to=2026-11-20'
    const rest = 'trend=code.sessions&bucket=day'
    const four = ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate']
    expect(asked(stub.requests)).toEqual([
      `${period}&stats=${four.join()}&${rest}`,
      `${period}&stats=${[...four.slice(0, 2), 'code.commits', ...four.slice(2)].join()}&${rest}`,
    ])
  })
})

/** The words of an element that begin on one line and end on another. */
const brokenWords = (element: Element): string[] => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const words: string[] = []
  while (texts.nextNode()) {
    const { currentNode: text } = texts
    for (const { 0: word, index } of (text.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      // A hyphen may end a line.
      if (!word.includes('-') && range.getClientRects().length > 1) words.push(word)
    }
  }
  return words
}

describe('in German', () => {
  const german = { locale: 'de', texts: de }

  test('a column is chosen and sorted by with a keyboard alone', async () => {
    const { stub } = await renderWidget(widget(), {}, german)
    const columns = page.getByRole('button', { name: 'Spalten' })
    await expect.element(columns).toBeVisible()
    await tabTo('Spalten', columns)
    await userEvent.keyboard('{Enter}')
    const lines = page.getByRole('group', { name: 'Claude Code' }).getByRole('checkbox', { name: 'Zeilen hinzugefügt' })
    await tabTo('Zeilen hinzugefügt', lines)
    await userEvent.keyboard(' ')
    const head = page.getByRole('columnheader', { name: /^Zeilen hinzugefügt \(Zeilen\)/ })
    await expect.element(head).toBeVisible()
    const changes = page.getByRole('checkbox', { name: 'Veränderung gegenüber dem Zeitraum davor' })
    await tabTo('Veränderung', changes)
    await userEvent.keyboard(' ')
    await expect.element(page.getByText('etwa gleich').first()).toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(columns.element())
    await expect.element(lines).not.toBeInTheDocument()

    await tabTo('the grid', page.getByRole('button', { name: /^Name/ }))
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}')
    await expect.element(head).toHaveAttribute('aria-sort', 'descending')
    expect(document.activeElement?.closest('[role=columnheader]')).toBe(head.element())
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^\s*\d{1,3}\.\d{3}/))
    expect(asked(stub.requests).at(-1)).toContain('code.lines_added')
  })

  test('at 320 px nothing is English, too wide, or broken within a word, whatever the columns are', async () => {
    await page.viewport(320, 800)
    await renderWidget(widget(), {}, german)
    await page.getByRole('button', { name: 'Spalten' }).click()
    for (const box of page.getByRole('checkbox').all()) {
      if (!(box.element() as HTMLInputElement).checked) await box.click()
    }
    await expect.poll(() => page.getByRole('columnheader').elements().length).toBe(22)
    const shown = document.querySelector('.claude-TeamStats') as HTMLElement
    expect(brokenWords(shown)).toEqual([])
    const english = Object.values(enTeamTable).filter((text) => typeof text === 'string' && !text.includes('{'))
    // The one word that is the same in both.
    expect(english.filter((text) => text !== de['team.name'] && shown.textContent.includes(String(text)))).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })
})

test('only the rows in view are in the page, whatever is scrolled to', async () => {
  await renderWidget(widget(), { team: { people: teams.large } })
  await expect.element(grid).toHaveAttribute('aria-rowcount', '10002')
  expect(page.getByRole('row').elements().length).toBeLessThan(60)
  grid.element().scrollTop = 200_000
  await vi.waitFor(() => {
    const indexes = page
      .getByRole('row')
      .elements()
      .map((row) => Number(row.getAttribute('aria-rowindex')))
    expect(indexes.some((index) => index > 4_100 && index < 4_250)).toBe(true)
  })
  expect(page.getByRole('row').elements().length).toBeLessThan(60)
})

test('what is downloaded is what is shown', async () => {
  await renderWidget(widget())
  const made = vi.spyOn(URL, 'createObjectURL')
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  await page.getByRole('searchbox').fill('aiko')
  await expect.element(page.getByText('1 of 8 people')).toBeVisible()
  await page.getByRole('button', { name: 'Download CSV' }).click()
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe('claude-usage-team-2026-10-22-to-2026-11-20.csv')
  const [file] = made.mock.calls[0] ?? []
  const lines = file instanceof Blob ? (await file.text()).trim().split('\r\n') : []
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^"Aiko Tanaka",\d+,\d+,\d+,0\.\d+,""$/)
  vi.restoreAllMocks()
})

test('a failure can be tried again', async () => {
  const { stub } = await renderWidget(widget(), { failing: { 'GET /teams/{id}/stats': 'invalid_request' } })
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect.element(retry).toBeVisible()
  stub.fail('GET /teams/{id}/stats', null)
  await retry.click()
  await expect.element(grid).toBeVisible()
})

test('the choice of a period is handed to the host, and asked for', async () => {
  const onPeriodChange = vi.fn()
  const { stub } = await renderWidget(widget({ onPeriodChange }))
  await expect.element(grid).toBeVisible()
  await page.getByText('90 days').click()
  expect(onPeriodChange).toHaveBeenCalledWith({ from: '2026-08-23', to: '2026-11-20' })
  await vi.waitFor(() => expect(asked(stub.requests).at(-1)).toMatch(/^from=2026-08-23&to=2026-11-20&.*bucket=week$/))
})
