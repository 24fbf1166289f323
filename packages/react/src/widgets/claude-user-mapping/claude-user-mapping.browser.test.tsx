import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { claudeUsersKey } from '../../data/query/query-keys.ts'
import { tabTo } from '../../test/keyboard.ts'
import { directories, people } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import type { SentRequest } from '../../test/stub-server.ts'
import { StatsPanel } from '../stats-panel/stats-panel.tsx'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const filter = (name: string) => page.getByRole('radio', { name, exact: true })
const row = (name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) })
const picker = () => page.getByRole('combobox', { name: 'Whose is it?' })
const status = () => page.getByRole('status').filter({ hasText: /\S/ })

const sentDecisions = (requests: readonly SentRequest[]) =>
  requests.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path.split('/').at(-2), body])
const listQueries = (requests: readonly SentRequest[]) =>
  requests.filter(({ path }) => /\/claude-users(\?|$)/.test(path)).map(({ path }) => path.split('?')[1] ?? '')

/** Types a text letter by letter within one task, so that no debounce can elapse in between. */
const typeAtOnce = (input: HTMLInputElement, text: string) => {
  for (const [index] of [...text].entries()) {
    // React notices only a value set through the prototype's setter.
    Reflect.set(HTMLInputElement.prototype, 'value', text.slice(0, index + 1), input)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

const maya = 'maya.chen@chen.example'

describe('linking a Claude user', () => {
  test('accepts a suggestion and undoes it with the keyboard alone', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    const link = button(`Link ${maya} to Maya Chen`)
    await expect.element(link).toBeVisible()
    await tabTo('Link', link)
    await userEvent.keyboard('{Enter}')
    await expect.element(status()).toMatchTextContent(`${maya} is linked to Maya Chen.`)
    // The pressed button is gone; the focus stays in the row.
    await expect.element(button(`Change whose ${maya} is`)).toHaveFocus()

    await tabTo('Undo', button('Undo'))
    await userEvent.keyboard('{Enter}')
    await expect.element(status()).toMatchTextContent(`${maya} is linked to nobody.`)
    expect(document.activeElement?.getAttribute('role')).toBe('status')
    await expect.element(row(maya)).toMatchTextContent('Perhaps Maya Chen')
    expect(sentDecisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_maya', { decision: 'undo' }],
    ])
  })

  test('picks an employee with the keyboard alone, and names them before it links', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await expect.element(row('build-bot@acme.example')).toBeVisible()
    await tabTo('Change', button('Change whose build-bot@acme.example is'))
    await userEvent.keyboard('{Enter}')
    await expect.element(picker()).toBeVisible()
    await tabTo('the employee picker', picker())
    await userEvent.keyboard('alex')
    await expect.element(page.getByRole('option', { name: /^Alexandra Kim/ })).toBeVisible()
    await expect.element(page.getByText('2 employees')).toBeVisible()
    expect(page.getByRole('option', { selected: true }).elements()).toEqual([])

    await userEvent.keyboard('{Enter}')
    expect(button(/^Link to/).query()).toBeNull()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    const selected = page.getByRole('option', { selected: true })
    await expect.element(selected).toMatchTextContent(/^Alexandra Kim/)
    expect(picker().element().getAttribute('aria-activedescendant')).toBe(selected.element().id)
    await expect.element(picker()).toHaveFocus()

    await userEvent.keyboard('{Enter}')
    await expect.element(button('Link to Alexandra Kim')).toBeVisible()
    expect(sentDecisions(stub.requests)).toEqual([])
    await userEvent.keyboard('{Enter}')
    await expect.element(row('build-bot@acme.example')).toMatchTextContent('Linked to Alexandra Kim')
    await expect.element(button('Change whose build-bot@acme.example is')).toHaveFocus()
    expect(sentDecisions(stub.requests)).toEqual([['user_build', { decision: 'link', employeeId: 'e-22' }]])
  })

  test('discards the picked employee when typing continues', async () => {
    renderWidget(<ClaudeUserMapping />)
    await button('Change whose build-bot@acme.example is').click()
    await picker().fill('lena')
    await page.getByRole('option', { name: /^Lena Vogt/ }).click()
    await expect.element(picker()).toHaveFocus()
    await expect.element(button('Link to Lena Vogt')).toBeVisible()
    await userEvent.keyboard('x')
    expect(button('Link to Lena Vogt').query()).toBeNull()
    await expect.element(page.getByText(/Nobody in the directory has this in their name/)).toBeVisible()
  })

  test('wraps around in the list of employees and closes it with Escape', async () => {
    renderWidget(<ClaudeUserMapping />)
    await button('Change whose build-bot@acme.example is').click()
    await picker().fill('sam')
    await expect.element(page.getByText('The first 20 are listed. Type more to find others.')).toBeVisible()
    await userEvent.keyboard('{ArrowUp}')
    const last = page.getByRole('option', { selected: true })
    await expect.element(last).toMatchTextContent('Sam Person 20')
    await expect.element(last).toBeInViewport()
    await userEvent.keyboard('{Escape}')
    expect(page.getByRole('listbox').query()).toBeNull()
    await expect.element(picker()).toHaveAttribute('aria-expanded', 'false')
  })

  test('unlinks, ignores and returns to automatic, with the history of all changes', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await filter('Matched 4').click({ force: true })
    const aiko = 'aiko.tanaka@acme.example'
    for (const [decision, rowText] of [
      ['Unlink', 'Unmatched'],
      ['Ignore', 'Ignored'],
      ['Back to automatic', 'Aiko Tanaka has this address.'],
    ] as const) {
      await button(`Change whose ${aiko} is`).click()
      await button(decision).click()
      await expect.element(row(aiko)).toMatchTextContent(rowText)
    }
    await button(`Change whose ${aiko} is`).click()
    await expect.element(page.getByText(/^Ines Ferreira: from ignored to Aiko Tanaka/)).toBeVisible()
    await expect.element(page.getByText(/^Ines Ferreira: from Aiko Tanaka to nobody/)).toBeVisible()
    await page.getByRole('list').getByRole('button', { name: 'Undo' }).click()
    await expect.element(row(aiko)).toMatchTextContent('Ignored')
    expect(sentDecisions(stub.requests).map(([, body]) => body)).toEqual(
      ['unlink', 'ignore', 'automatic', 'undo'].map((decision) => ({ decision })),
    )
  })

  test('keeps the link when the server refuses, and shows the problem in the row until the next attempt', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, {
      failing: { 'PUT /claude-users/{id}/link': 'internal_error' },
    })
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(row(maya).getByRole('alert')).toMatchTextContent('Something went wrong on our side.')
    await expect.element(row(maya)).toMatchTextContent('Perhaps Maya Chen')
    await expect.element(filter('Unmatched 4')).toBeChecked()
    stub.fail('PUT /claude-users/{id}/link', null)
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(row(maya)).toMatchTextContent('Linked to Maya Chen')
    expect(page.getByRole('alert').query()).toBeNull()
  })

  test('refetches the stats on the page after a change', async () => {
    const { stub } = renderWidget(
      <>
        <ClaudeUserMapping />
        <StatsPanel employeeId="e-17" />
      </>,
    )
    const statsRequests = () => stub.requests.filter(({ path }) => path.includes('/stats?'))
    await expect.poll(statsRequests).toHaveLength(1)
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.poll(statsRequests).toHaveLength(2)
  })
})

test('updates the other rows that a decision resolves', async () => {
  renderWidget(<ClaudeUserMapping />, { people: people.sharedAddress })
  await expect.element(filter('Conflict 2')).toBeChecked()
  await button('Link j.weber@acme.example to Jonas Weber').click()
  await expect.element(filter('Conflict 0')).toBeChecked()
  await expect.element(row('J.Weber@acme.example')).toMatchTextContent('Linked to Joana Weber')
})

describe('the list of Claude users', () => {
  test('starts with the first state that needs an admin, and says when none does', async () => {
    renderWidget(<ClaudeUserMapping />, { people: people.conflictsOnly })
    await expect.element(filter('Conflict 1')).toBeChecked()
    await expect.element(row('support@acme.example')).toMatchTextContent('Alex Kim and Alexandra Kim')
    await button('Link support@acme.example to Alexandra Kim').click()
    await expect.element(filter('Conflict 0')).toBeChecked()
    await filter('Flagged 0').click({ force: true })
    await expect.element(page.getByText('All settled')).toBeVisible()
  })

  test('keeps a changed row in place until another filter is chosen', async () => {
    const { stub, queryClient } = renderWidget(<ClaudeUserMapping />)
    const readNames = () =>
      page
        .getByRole('checkbox')
        .elements()
        .map((checkbox) => checkbox.parentElement?.textContent)
    await expect.element(row(maya)).toBeVisible()
    const before = readNames()
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(filter('Unmatched 3')).toBeChecked()
    expect(readNames()).toEqual(before)

    await filter('Matched 5').click({ force: true })
    await expect.element(row(maya)).toMatchTextContent('An admin chose Maya Chen.')
    // The old list is removed from the cache: it still contains the Claude user who has left this state.
    const cachedLists = () =>
      queryClient.getQueryCache().findAll({ queryKey: claudeUsersKey({ baseUrl: '/api/claude' }) })
    await expect.poll(cachedLists).toHaveLength(1)
    await filter('Unmatched 3').click({ force: true })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 3' })).toBeVisible()
    expect(row(maya).query()).toBeNull()
    expect(listQueries(stub.requests)).toEqual(['state=unmatched', '', 'state=matched', 'state=unmatched'])
  })

  test('searches once after typing stops, and offers all states when one has no match', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await expect.element(page.getByRole('searchbox')).toBeVisible()
    typeAtOnce(page.getByRole('searchbox').element() as HTMLInputElement, 'tomas')
    await button('Search all states').click()
    await expect.element(row('tomas.ribeiro@acme.example')).toMatchTextContent('Linked to Tomás Ribeiro')
    expect(listQueries(stub.requests)).toEqual(['state=unmatched', 'state=unmatched&search=tomas', 'search=tomas'])
  })

  test('loads the next page and focuses its first row', async () => {
    renderWidget(<ClaudeUserMapping />, { people: people.twoPages })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 20' })).toBeVisible()
    await tabTo('Select all', page.getByRole('checkbox', { name: 'Select all 20' }))
    ;(button('Load more').element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(row('s.person21@old.example')).toHaveFocus()
    expect(button('Load more').query()).toBeNull()
  })

  test('shows beside its button why the next page failed to load', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, { people: people.twoPages })
    await expect.element(button('Load more')).toBeVisible()
    stub.fail('GET /claude-users', 'not_signed_in')
    await button('Load more').click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    stub.fail('GET /claude-users', null)
    await button('Load more').click()
    await expect.element(row('s.person24@old.example')).toBeVisible()
  })

  test('shows a held-back directory and its problems', async () => {
    renderWidget(<ClaudeUserMapping />, { people: { ...people.inProgress, directory: directories.heldBack } })
    await expect.element(page.getByText('A newer directory is not in use')).toBeVisible()
    await expect.element(page.getByText(/In use is the one of 21 Nov( 2026)?, with 1,342 people\./)).toBeVisible()
    await page.getByText('2 problems in the directory').click()
    await expect.element(page.getByText(/Their manager e-9 is not in the directory/)).toBeVisible()
  })
})

describe('a bulk decision', () => {
  test('sends one change at a time, reports each failure and refetches the counts once', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, {
      failing: { 'PUT /claude-users/user_noor/link': 'internal_error' },
    })
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await button('Link 2 to their first suggestion').click()
    await expect
      .element(status())
      .toMatchTextContent(/is linked to Maya Chen\. One could not be changed; its row says why\./)
    await expect.element(row('noor.hadad@acme.example').getByRole('alert')).toBeVisible()
    await expect.element(page.getByText('3 selected')).toBeVisible()
    expect(page.getByRole('checkbox', { name: maya }).element()).not.toBeChecked()
    await expect.element(filter('Unmatched 3')).toBeChecked()
    expect(sentDecisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_noor', { decision: 'link', employeeId: 'e-19' }],
    ])
    expect(listQueries(stub.requests)).toEqual(['state=unmatched', ''])
  })

  test('can be undone as a whole', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await button('Ignore 4').click()
    await expect.element(status()).toMatchTextContent('4 Claude users are changed.')
    await expect.element(filter('Ignored 5')).toBeInTheDocument()
    await button('Undo').click()
    await expect.element(status()).toMatchTextContent('4 changes are taken back.')
    await expect.element(filter('Ignored 1')).toBeInTheDocument()
    expect(sentDecisions(stub.requests)).toHaveLength(8)
    expect(button('Undo').query()).toBeNull()
  })
})

describe('ClaudeUserMapping without a list', () => {
  test('tells a viewer who is not an admin that the list is for admins, without a retry', async () => {
    renderWidget(<ClaudeUserMapping />, { failing: { 'GET /claude-users': 'admin_only' } })
    await expect.element(page.getByText('This list is for admins')).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
  })

  test('explains a problem and loads the list on retry', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, { failing: { 'GET /claude-users': 'not_signed_in' } })
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    stub.fail('GET /claude-users', null)
    await button('Try again').click()
    await expect.element(row(maya)).toBeVisible()
  })

  test('says that there are no Claude users before the first day is read', async () => {
    renderWidget(<ClaudeUserMapping />, { people: people.none })
    await expect.element(page.getByText('No Claude users yet')).toBeVisible()
  })
})

test('fits into 320 pixels in both writing directions', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = renderWidget(<ClaudeUserMapping />, {
      people: { ...people.inProgress, directory: directories.heldBack },
    })
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await button(`Change whose ${maya} is`).click()
    await picker().fill('a')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    unmount()
  }
  document.documentElement.dir = ''
})
