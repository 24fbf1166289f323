import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createStubServer } from '../../test/create-stub-server.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { teams } from '../../test/team-fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import type { TeamStatsProps } from './props.ts'
import { TeamStats } from './team-stats.tsx'

const createWidget = (props: Partial<TeamStatsProps> = {}) => (
  <TeamStats managerId="e-boss" managerName="Rosa Marín" {...props} />
)
const grid = page.getByRole('grid')
/** Waits until a whole large team is loaded. Before that, only its first rows are shown, without totals. */
const waitForWholeTeam = () => expect.element(grid.getByRole('rowheader', { name: /people$/ })).toBeInTheDocument()
const readFocus = () => {
  const cell = document.activeElement?.closest<HTMLElement>('[data-position]')
  return { position: cell?.dataset.position, row: cell?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') }
}
/** Returns whether the focused cell is visible: no sticky cell covers its center. */
const isFocusVisible = () => {
  const cell = document.activeElement as HTMLElement
  const { left, top, width, height } = cell.getBoundingClientRect()
  const topmost = document.elementFromPoint(left + width / 2, top + height / 2)
  return topmost !== null && (cell.contains(topmost) || topmost.contains(cell))
}
const listTeamQueries = (requests: readonly { readonly path: string }[]) =>
  requests
    .filter(({ path }) => path.includes('/teams/'))
    .map(({ path }) => decodeURIComponent(path.split('?')[1] ?? ''))

describe('TeamStats with the keyboard alone', () => {
  test('reaches and opens one of ten thousand people, and leaves the grid with one Tab', async () => {
    const onPersonClick = vi.fn()
    renderWidget(createWidget({ onPersonClick }), { team: { people: teams.tenThousandPeople } })
    const nameHeader = page.getByRole('button', { name: /^Name/ })
    await waitForWholeTeam()
    await tabTo('the grid', nameHeader)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    await vi.waitFor(() => expect(readFocus()).toEqual({ position: '2 1', row: '3' }))
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await vi.waitFor(() => expect(readFocus().row).toBe('10002'))
    await userEvent.keyboard('{ArrowUp}')
    await vi.waitFor(() => expect(readFocus().row).toBe('10001'))
    expect(isFocusVisible()).toBe(true)
    await userEvent.keyboard('{PageUp}{Home}{ArrowUp}')
    await vi.waitFor(() => expect(readFocus().position).toMatch(/^99\d\d 0$/))
    expect(isFocusVisible()).toBe(true)
    const person = document.activeElement?.querySelector('button')?.textContent
    await userEvent.keyboard('{ArrowRight}{Enter}')
    expect(onPersonClick).toHaveBeenCalledTimes(1)
    const [id] = onPersonClick.mock.calls[0] ?? []
    expect(teams.tenThousandPeople[Number(String(id).slice(2))]?.name).toBe(person)
    // The grid is a single tab stop.
    await userEvent.keyboard('{Tab}')
    expect(grid.element().contains(document.activeElement)).toBe(false)
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(readFocus().position).toMatch(/ 1$/)
    expect(isFocusVisible()).toBe(true)
  })

  test('sorts by a column and marks it as sorted', async () => {
    renderWidget(createWidget())
    const nameHeader = page.getByRole('button', { name: /^Name/ })
    await expect.element(nameHeader).toBeVisible()
    await tabTo('the grid', nameHeader)
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    await expect
      .element(page.getByRole('columnheader', { name: /^Sessions \(sessions\)/ }))
      .toHaveAttribute('aria-sort', 'descending')
    await expect.element(page.getByRole('columnheader', { name: /^Name/ })).toHaveAttribute('aria-sort', 'none')
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(document.activeElement?.closest('[role=row]')?.textContent).toMatch(/^Aiko Tanaka/))
  })

  test('shows the direction of the order next to the name of the column, above its product', async () => {
    renderWidget(createWidget())
    const header = page.getByRole('columnheader', { name: /^Edit acceptance rate/ })
    await header.getByRole('button').click()
    const arrow = header.getByText(/^\s*↓$/)
    await expect.element(arrow).toBeVisible()
    const { top } = header.getByText('Claude Code').element().getBoundingClientRect()
    expect(arrow.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(top + 1)
  })

  test('shows on a phone that there are more columns, until the last one is in view', async () => {
    await page.viewport(375, 800)
    renderWidget(createWidget())
    await expect.element(grid).toBeVisible()
    const header = page.getByRole('rowgroup').first().element()
    const readOpacity = () => getComputedStyle(header, '::after').opacity
    await expect.poll(readOpacity).toBe('1')
    const { right } = grid.element().getBoundingClientRect()
    const [firstHeader, secondHeader] = page.getByRole('columnheader').elements()
    expect(firstHeader?.getBoundingClientRect().top).toBe(secondHeader?.getBoundingClientRect().top)
    expect(page.getByRole('columnheader').elements().at(-1)?.getBoundingClientRect().left).toBeGreaterThan(right)
    grid.element().scrollLeft = 10_000
    await expect.poll(readOpacity).toBe('0')
    await page.viewport(1280, 800)
    await expect.poll(readOpacity).toBe('0')
  })

  test('requests the stats of the chosen columns only', async () => {
    const { stub } = renderWidget(createWidget())
    const columnsButton = page.getByRole('button', { name: 'Columns' })
    await expect.element(columnsButton).toBeVisible()
    await tabTo('Columns', columnsButton)
    await userEvent.keyboard('{Enter}')
    await expect.element(columnsButton).toHaveAttribute('aria-expanded', 'true')
    const commitsCheckbox = page.getByRole('checkbox', { name: 'Commits' })
    await tabTo('Commits', commitsCheckbox)
    await userEvent.keyboard(' ')
    await expect.element(page.getByRole('columnheader', { name: /^Commits/ })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(columnsButton).toHaveAttribute('aria-expanded', 'false')
    expect(document.activeElement).toBe(columnsButton.element())
    const periodQuery = 'from=2026-10-22&to=2026-11-20'
    const trendQuery = 'trend=code.sessions&bucket=day'
    const defaultStats = ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate']
    expect(listTeamQueries(stub.requests).filter((query) => !query.includes('limit='))).toEqual([
      `${periodQuery}&stats=${defaultStats.join()}&${trendQuery}`,
      `${periodQuery}&stats=${[...defaultStats.slice(0, 2), 'code.commits', ...defaultStats.slice(2)].join()}&${trendQuery}`,
    ])
  })
})

/** Finds the words of an element that start on one line and end on another. */
const findBrokenWords = (element: Element): string[] => {
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

describe('TeamStats of a large team', () => {
  /** Renders a team of ten thousand people. The response with the whole team arrives after `release` is called. */
  const renderSlowTeam = (widget = createWidget()) => {
    const stub = createStubServer({ team: { people: teams.tenThousandPeople } })
    const wholeTeam = Promise.withResolvers<Response>()
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const isForWholeTeam = /\/teams\/(?!.*limit=)/.test(String(input))
      if (!isForWholeTeam) return await stub.fetch(input, init)
      stub.fetch(input, init).then(wholeTeam.resolve)
      return await release.promise.then(() => wholeTeam.promise)
    }
    const release = Promise.withResolvers<void>()
    renderWidget(widget, {}, { fetch })
    return { stub, release: release.resolve }
  }
  const csvButton = page.getByRole('button', { name: 'Download CSV' })
  const sessionsHeader = page.getByRole('columnheader', { name: /^Sessions \(sessions\)/ })

  test('shows the first rows while the rest loads, and claims nothing about the whole team', async () => {
    const { release } = renderSlowTeam()
    await expect.element(page.getByText('50 of 10,000 people')).toBeVisible()
    await expect.element(grid).toHaveAttribute('aria-rowcount', '10002')
    await expect.element(csvButton).toHaveAttribute('aria-disabled', 'true')
    await expect.element(page.getByRole('rowheader', { name: /matched people$/ })).not.toBeInTheDocument()
    await userEvent.click(sessionsHeader.getByRole('button'))
    await userEvent.fill(page.getByRole('searchbox'), 'nobody has this name')
    await expect.element(sessionsHeader).toHaveAttribute('aria-sort', 'none')
    await expect.element(page.getByText('50 of 10,000 people')).toBeVisible()
    release()
    await expect.element(page.getByText('0 of 10,000 people')).toBeVisible()
    await userEvent.fill(page.getByRole('searchbox'), '')
    await expect.element(page.getByRole('rowheader', { name: 'The 9,412 matched people' })).toBeVisible()
    await expect.element(sessionsHeader).toHaveAttribute('aria-sort', 'descending')
    await expect.element(csvButton).not.toHaveAttribute('aria-disabled')
  })
})

describe('TeamStats in German', () => {
  const german = { locale: 'de', texts: de }

  test('chooses and sorts a column with the keyboard alone', async () => {
    const { stub } = renderWidget(createWidget(), {}, german)
    const columnsButton = page.getByRole('button', { name: 'Spalten' })
    await expect.element(columnsButton).toBeVisible()
    await tabTo('Spalten', columnsButton)
    await userEvent.keyboard('{Enter}')
    const linesCheckbox = page
      .getByRole('group', { name: 'Claude Code' })
      .getByRole('checkbox', { name: 'Zeilen hinzugefügt' })
    await tabTo('Zeilen hinzugefügt', linesCheckbox)
    await userEvent.keyboard(' ')
    const header = page.getByRole('columnheader', { name: /^Zeilen hinzugefügt \(Zeilen\)/ })
    await expect.element(header).toBeVisible()
    const changesCheckbox = page.getByRole('checkbox', { name: 'Veränderung gegenüber dem Zeitraum davor' })
    await tabTo('Veränderung', changesCheckbox)
    await userEvent.keyboard(' ')
    await expect.element(page.getByText(/Für Veränderungen wird 22\. Okt\. – 13\. Nov\. mit/)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(columnsButton.element())
    await expect.element(linesCheckbox).not.toBeInTheDocument()

    await tabTo('the grid', page.getByRole('button', { name: /^Name/ }))
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}')
    await expect.element(header).toHaveAttribute('aria-sort', 'descending')
    expect(document.activeElement?.closest('[role=columnheader]')).toBe(header.element())
    await userEvent.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^\s*\d{1,3}\.\d{3}/))
    expect(listTeamQueries(stub.requests).at(-1)).toContain('code.lines_added')
  })

  test('shows no English text, overflow or broken word at 320 px with all columns', async () => {
    await page.viewport(320, 800)
    renderWidget(createWidget(), {}, german)
    await page.getByRole('button', { name: 'Spalten' }).click()
    for (const box of page.getByRole('checkbox').all()) {
      if (!(box.element() as HTMLInputElement).checked) await box.click()
    }
    await expect.poll(() => page.getByRole('columnheader').elements().length).toBe(22)
    const widgetElement = document.querySelector('.claude-TeamStats') as HTMLElement
    expect(findBrokenWords(widgetElement)).toEqual([])
    const english = Object.values(enTeamTable).filter((text) => typeof text === 'string' && !text.includes('{'))
    // "Name" is the same word in both languages.
    expect(
      english.filter((text) => text !== de['team.name'] && widgetElement.textContent.includes(String(text))),
    ).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  })
})

test('has fewer than 60 rows in the DOM before and after scrolling through ten thousand people', async () => {
  renderWidget(createWidget(), { team: { people: teams.tenThousandPeople } })
  await waitForWholeTeam()
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

test('says how many people of the team are not shown, even if there is nobody else in the team', async () => {
  const { unmount } = renderWidget(createWidget(), { team: { people: teams.onePerson, notShown: 2 } })
  await expect.element(page.getByText('One person, 1 matched to Claude · 2 people are not shown')).toBeVisible()
  unmount()
  renderWidget(createWidget(), { team: { people: teams.empty, notShown: 1 } })
  await expect.element(page.getByText('One person is not shown')).toBeVisible()
  expect(page.getByText('Nobody is in this team').query()).toBeNull()
})

test('sums only matched people, and says so', async () => {
  const { unmount } = renderWidget(createWidget())
  await expect.element(page.getByRole('rowheader', { name: 'The 7 matched people' })).toBeVisible()
  unmount()
  renderWidget(createWidget(), { team: { people: teams.platform.filter(({ claudeUsers }) => claudeUsers !== 0) } })
  await expect.element(page.getByRole('rowheader', { name: 'All 7 people' })).toBeVisible()
})

test('shows no change for someone who left early in the period', async () => {
  renderWidget(createWidget())
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabelText('Change from the previous period').click({ force: true })
  const findPerson = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect.element(findPerson('Maya Chen')).toMatchTextContent(/ from \d+/)
  await expect.element(findPerson('Jonas Weber')).not.toMatchTextContent(/ from \d+|none|[+−]\d|→/)
})

test('downloads only the people that the search found', async () => {
  renderWidget(createWidget())
  const createObjectUrl = vi.spyOn(URL, 'createObjectURL')
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  await page.getByRole('searchbox').fill('aiko')
  await expect.element(page.getByText('1 of 8 people')).toBeVisible()
  await page.getByRole('button', { name: 'Download CSV' }).click()
  expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe(
    'claude-usage-Rosa-Marín-2026-10-22-to-2026-11-20.csv',
  )
  const [csvFile] = createObjectUrl.mock.calls[0] ?? []
  const lines = csvFile instanceof Blob ? (await csvFile.text()).trim().split('\r\n') : []
  expect(lines).toHaveLength(2)
  expect(lines[1]).toMatch(/^"e-2","Aiko Tanaka","2026-10-22","2026-11-20",\d+,\d+,\d+,0\.\d{1,3},""$/)
  vi.restoreAllMocks()
})

test('loads the table when the viewer retries after a problem', async () => {
  const { stub } = renderWidget(createWidget(), { faults: { 'GET /teams/{id}/stats': 'invalid_request' } })
  const retry = page.getByRole('button', { name: 'Try again' })
  await expect.element(retry).toBeVisible()
  stub.setFault('GET /teams/{id}/stats', null)
  await retry.click()
  await expect.element(grid).toBeVisible()
})

test('passes the chosen period to the host and requests its stats', async () => {
  const onPeriodChange = vi.fn()
  const { stub } = renderWidget(createWidget({ onPeriodChange }))
  await expect.element(grid).toBeVisible()
  await page.getByRole('radiogroup').getByText('90 days').click()
  expect(onPeriodChange).toHaveBeenCalledWith({ from: '2026-08-23', to: '2026-11-20' })
  await vi.waitFor(() =>
    expect(listTeamQueries(stub.requests).at(-1)).toMatch(/^from=2026-08-23&to=2026-11-20&.*bucket=week$/),
  )
})

test.each(['62.5%', '150%'])('rows follow each other without gaps at a root font size of %s', async (fontSize) => {
  document.documentElement.style.fontSize = fontSize
  try {
    renderWidget(createWidget())
    await waitForWholeTeam()
    const rows = grid
      .getByRole('row')
      .elements()
      .slice(1, -1)
      .map((row) => row.getBoundingClientRect())
    expect(rows.length).toBeGreaterThan(2)
    await expect.element(grid).toBeVisible()
    const gaps = rows.slice(1).map(({ top }, index) => Math.round(top - (rows[index]?.bottom ?? 0)))
    expect(new Set(gaps)).toEqual(new Set([0]))
  } finally {
    document.documentElement.style.fontSize = ''
  }
})
