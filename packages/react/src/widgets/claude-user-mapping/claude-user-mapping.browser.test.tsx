import type { ClaudeUserResponse } from '@windmill/claude-core'
import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { claudeUsersKey } from '../../data/query/query-keys.ts'
import { createStubServer, type SentRequest } from '../../test/create-stub-server.ts'
import { directories, mappings } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { StatsPanel } from '../stats-panel/stats-panel.tsx'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'

const getButton = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const getFilter = (name: string) => page.getByRole('radio', { name, exact: true })
const getRow = (name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) })
const getPicker = () => page.getByRole('combobox', { name: 'Who uses it?' })
const getStatus = () => page.getByRole('status').filter({ hasText: /\S/ })

const listSentDecisions = (requests: readonly SentRequest[]) =>
  requests.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path.split('/').at(-2), body])
const listClaudeUserQueries = (requests: readonly SentRequest[]) =>
  requests.filter(({ path }) => /\/claude-users(\?|$)/.test(path)).map(({ path }) => path.split('?')[1] ?? '')

/** Types a text letter by letter within one task, so that no debounce ends before the last letter. */
const typeAtOnce = (input: HTMLInputElement, text: string) => {
  for (const [index] of [...text].entries()) {
    // React notices only a value set through the prototype's setter.
    Reflect.set(HTMLInputElement.prototype, 'value', text.slice(0, index + 1), input)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

const mayaEmail = 'maya.chen@chen.example'

test('says nothing about activity to a viewer who does not see figures', async () => {
  renderWidget(<ClaudeUserMapping />, { mapping: { ...mappings.mixedStates, canSeeActivity: false } })
  await expect.element(getRow(mayaEmail)).toBeVisible()
  expect(page.getByText(/Last active|No activity/).elements()).toEqual([])
})

describe('linking a Claude user', () => {
  test('accepts a suggestion and undoes it with the keyboard alone', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    const link = getButton(`Link ${mayaEmail} to Maya Chen`)
    await expect.element(link).toBeVisible()
    await tabTo('Link', link)
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus()).toMatchTextContent(`${mayaEmail} is linked to Maya Chen.`)
    // The pressed button is gone; the focus stays in the row.
    await expect.element(getButton(`Change link of ${mayaEmail}`)).toHaveFocus()

    await tabTo('Undo', getButton('Undo'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getStatus()).toMatchTextContent(`${mayaEmail} is linked to nobody.`)
    expect(document.activeElement?.getAttribute('role')).toBe('status')
    await expect.element(getRow(mayaEmail)).toMatchTextContent('Perhaps Maya Chen')
    expect(listSentDecisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_maya', { decision: 'undo' }],
    ])
  })

  test('picks an employee with the keyboard alone, and links only after a button with their name is pressed', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await expect.element(getRow('build-bot@acme.example')).toBeVisible()
    await tabTo('Change', getButton('Change link of build-bot@acme.example'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getPicker()).toBeVisible()
    await tabTo('the employee picker', getPicker())
    await userEvent.keyboard('alex')
    await expect.element(page.getByRole('option', { name: /^Alexandra Kim/ })).toBeVisible()
    await expect.element(page.getByText('2 employees')).toBeVisible()
    expect(page.getByRole('option', { selected: true }).elements()).toEqual([])

    await userEvent.keyboard('{Enter}')
    expect(getButton(/^Link to/).query()).toBeNull()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    const selectedOption = page.getByRole('option', { selected: true })
    await expect.element(selectedOption).toMatchTextContent(/^Alexandra Kim/)
    expect(getPicker().element().getAttribute('aria-activedescendant')).toBe(selectedOption.element().id)
    await expect.element(getPicker()).toHaveFocus()

    await userEvent.keyboard('{Enter}')
    await expect.element(getButton('Link to Alexandra Kim')).toBeVisible()
    expect(listSentDecisions(stub.requests)).toEqual([])
    await userEvent.keyboard('{Enter}')
    await expect.element(getRow('build-bot@acme.example')).toMatchTextContent('Linked to Alexandra Kim')
    await expect.element(getButton('Change link of build-bot@acme.example')).toHaveFocus()
    expect(listSentDecisions(stub.requests)).toEqual([['user_build', { decision: 'link', employeeId: 'e-22' }]])
  })

  test('discards the picked employee when typing continues', async () => {
    renderWidget(<ClaudeUserMapping />)
    await getButton('Change link of build-bot@acme.example').click()
    await getPicker().fill('lena')
    await page.getByRole('option', { name: /^Lena Vogt/ }).click()
    await expect.element(getPicker()).toHaveFocus()
    await expect.element(getButton('Link to Lena Vogt')).toBeVisible()
    await userEvent.keyboard('x')
    expect(getButton('Link to Lena Vogt').query()).toBeNull()
    await expect.element(page.getByText(/Nobody in the directory has this in their name/)).toBeVisible()
  })

  test('moves from the field to the last option with ArrowUp, and closes the options with Escape', async () => {
    renderWidget(<ClaudeUserMapping />)
    await getButton('Change link of build-bot@acme.example').click()
    await getPicker().fill('sam')
    await expect.element(page.getByText('The first 20 are listed. Type more to find others.')).toBeVisible()
    await userEvent.keyboard('{ArrowUp}')
    const lastOption = page.getByRole('option', { selected: true })
    await expect.element(lastOption).toMatchTextContent('Sam Person 20')
    await expect.element(lastOption).toBeInViewport()
    await userEvent.keyboard('{Escape}')
    expect(page.getByRole('listbox').query()).toBeNull()
    await expect.element(getPicker()).toHaveAttribute('aria-expanded', 'false')
  })

  test('decides with one click while the results of a search are listed', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await getButton('Change link of build-bot@acme.example').click()
    await getPicker().fill('sam')
    await expect.element(page.getByRole('option').first()).toBeVisible()
    await getButton('Ignore').click()
    await vi.waitFor(() =>
      expect(listSentDecisions(stub.requests).map(([, body]) => body)).toEqual([{ decision: 'ignore' }]),
    )
  })

  test('unlinks, ignores, returns to automatic and undoes, and lists the changes in the history', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await getFilter('Matched 4').click({ force: true })
    const aikoEmail = 'aiko.tanaka@acme.example'
    for (const [decision, rowText] of [
      ['Unlink', 'Unmatched'],
      ['Ignore', 'Ignored'],
      ['Back to automatic', 'Aiko Tanaka has this address.'],
    ] as const) {
      await getButton(`Change link of ${aikoEmail}`).click()
      await getButton(decision).click()
      await expect.element(getRow(aikoEmail)).toMatchTextContent(rowText)
    }
    await getButton(`Change link of ${aikoEmail}`).click()
    await expect.element(page.getByText(/^Ines Ferreira: from ignored to Aiko Tanaka/)).toBeVisible()
    await expect.element(page.getByText(/^Ines Ferreira: from Aiko Tanaka to nobody/)).toBeVisible()
    await page.getByRole('list').getByRole('button', { name: 'Undo' }).click()
    await expect.element(getRow(aikoEmail)).toMatchTextContent('Ignored')
    expect(listSentDecisions(stub.requests).map(([, body]) => body)).toEqual(
      ['unlink', 'ignore', 'automatic', 'undo'].map((decision) => ({ decision })),
    )
  })

  test('keeps the link when a change fails, and shows the problem in the row until the next attempt', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, {
      faults: { 'PUT /claude-users/{id}/link': 'internal_error' },
    })
    await getButton(`Link ${mayaEmail} to Maya Chen`).click()
    await expect.element(getRow(mayaEmail).getByRole('alert')).toMatchTextContent('Something went wrong on our side.')
    await expect.element(getRow(mayaEmail)).toMatchTextContent('Perhaps Maya Chen')
    await expect.element(getFilter('Unmatched 4')).toBeChecked()
    stub.setFault('PUT /claude-users/{id}/link', null)
    await getButton(`Link ${mayaEmail} to Maya Chen`).click()
    await expect.element(getRow(mayaEmail)).toMatchTextContent('Linked to Maya Chen')
    expect(page.getByRole('alert').query()).toBeNull()
  })

  test('lists two changes that happened at the same time', async () => {
    const errors = vi.spyOn(console, 'error')
    const server = createStubServer()
    const setEqualTimes = async (response: Response) => {
      const user = (await response.json()) as ClaudeUserResponse
      return Response.json({
        ...user,
        changes: user.changes.map((change) => ({ ...change, at: '2026-11-22T10:00:00Z' })),
      })
    }
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await server.fetch(input, init)
      return String(input).endsWith('/link') ? await setEqualTimes(response) : response
    }
    renderWidget(<ClaudeUserMapping />, {}, { fetch })
    await getButton(`Link ${mayaEmail} to Maya Chen`).click()
    await getButton('Undo').click()
    await getButton(`Change link of ${mayaEmail}`).click()
    await expect.element(page.getByText(/^Ines Ferreira: from nobody to Maya Chen/)).toBeVisible()
    await expect.element(page.getByText(/^Ines Ferreira: from Maya Chen to nobody/)).toBeVisible()
    // React reports keys that are not unique.
    expect(errors).not.toHaveBeenCalled()
    errors.mockRestore()
  })

  test('refetches the stats on the page after a change', async () => {
    const { stub } = renderWidget(
      <>
        <ClaudeUserMapping />
        <StatsPanel employeeId="e-17" />
      </>,
    )
    const listStatsRequests = () => stub.requests.filter(({ path }) => path.includes('/stats?'))
    await expect.poll(listStatsRequests).toHaveLength(1)
    await getButton(`Link ${mayaEmail} to Maya Chen`).click()
    await expect.poll(listStatsRequests).toHaveLength(2)
  })
})

test('updates the row of another Claude user when a decision resolves their conflict', async () => {
  renderWidget(<ClaudeUserMapping />, { mapping: mappings.sharedAddress })
  await expect.element(getFilter('Conflict 2')).toBeChecked()
  await getButton('Link j.weber@acme.example to Jonas Weber').click()
  await expect.element(getFilter('Conflict 0')).toBeChecked()
  await expect.element(getRow('J.Weber@acme.example')).toMatchTextContent('Linked to Joana Weber')
})

describe('the list of Claude users', () => {
  test('starts with the first state that needs an admin, and says so if no state needs an admin', async () => {
    renderWidget(<ClaudeUserMapping />, { mapping: mappings.oneConflict })
    await expect.element(getFilter('Conflict 1')).toBeChecked()
    await expect.element(getRow('support@acme.example')).toMatchTextContent('Alex Kim and Alexandra Kim')
    await getButton('Link support@acme.example to Alexandra Kim').click()
    await expect.element(getFilter('Conflict 0')).toBeChecked()
    await getFilter('Flagged 0').click({ force: true })
    await expect.element(page.getByText('All settled')).toBeVisible()
  })

  test('keeps a changed row in place until another filter is chosen', async () => {
    const { stub, queryClient } = renderWidget(<ClaudeUserMapping />)
    const readNames = () =>
      page
        .getByRole('checkbox')
        .elements()
        .map((checkbox) => checkbox.parentElement?.textContent)
    await expect.element(getRow(mayaEmail)).toBeVisible()
    const namesBefore = readNames()
    await getButton(`Link ${mayaEmail} to Maya Chen`).click()
    await expect.element(getFilter('Unmatched 3')).toBeChecked()
    expect(readNames()).toEqual(namesBefore)

    await getFilter('Matched 5').click({ force: true })
    await expect.element(getRow(mayaEmail)).toMatchTextContent('An admin chose Maya Chen.')
    // The old list is removed from the cache, because it still contains the Claude user who has left this state.
    const findCachedLists = () =>
      queryClient.getQueryCache().findAll({ queryKey: claudeUsersKey({ baseUrl: '/api/claude', viewerId: 'e-17' }) })
    await expect.poll(findCachedLists).toHaveLength(1)
    await getFilter('Unmatched 3').click({ force: true })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 3' })).toBeVisible()
    expect(getRow(mayaEmail).query()).toBeNull()
    expect(listClaudeUserQueries(stub.requests)).toEqual(['state=unmatched', '', 'state=matched', 'state=unmatched'])
  })

  test('searches once after typing stops, and offers to search all states when the chosen state has no match', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await expect.element(page.getByRole('searchbox')).toBeVisible()
    typeAtOnce(page.getByRole('searchbox').element() as HTMLInputElement, 'tomas')
    await getButton('Search all states').click()
    await expect.element(getRow('tomas.ribeiro@acme.example')).toMatchTextContent('Linked to Tomás Ribeiro')
    expect(listClaudeUserQueries(stub.requests)).toEqual([
      'state=unmatched',
      'state=unmatched&search=tomas',
      'search=tomas',
    ])
  })

  test('loads the next page with the keyboard and focuses its first row', async () => {
    renderWidget(<ClaudeUserMapping />, { mapping: mappings.twoPages })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 20' })).toBeVisible()
    await tabTo('Select all', page.getByRole('checkbox', { name: 'Select all 20' }))
    ;(getButton('Load more').element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(getRow('s.person21@old.example')).toHaveFocus()
    expect(getButton('Load more').query()).toBeNull()
  })

  test('says why the next page failed to load, and loads it on the next click', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, { mapping: mappings.twoPages })
    await expect.element(getButton('Load more')).toBeVisible()
    stub.setFault('GET /claude-users', 'invalid_request')
    await getButton('Load more').click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('The request is not valid.')
    stub.setFault('GET /claude-users', null)
    await getButton('Load more').click()
    await expect.element(getRow('s.person24@old.example')).toBeVisible()
  })

  test('says that a newer directory is held back, and lists the problems of the directory on request', async () => {
    renderWidget(<ClaudeUserMapping />, { mapping: { ...mappings.mixedStates, directory: directories.heldBack } })
    await expect.element(page.getByText('A newer directory is not in use')).toBeVisible()
    await expect.element(page.getByText(/The one of 21 Nov( 2026)? is in use, with 1,342 people\./)).toBeVisible()
    await page.getByText('2 problems in the directory').click()
    await expect.element(page.getByText(/Their manager e-9 is not in the directory/)).toBeVisible()
  })
})

describe('a bulk decision', () => {
  test('sends one change at a time, reports each failure and refetches the counts once', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, {
      faults: { 'PUT /claude-users/user_noor/link': 'internal_error' },
    })
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await getButton('Link 2 to their first suggestion').click()
    await expect
      .element(getStatus())
      .toMatchTextContent(/is linked to Maya Chen\. One could not be changed; its row says why\./)
    await expect.element(getRow('noor.hadad@acme.example').getByRole('alert')).toBeVisible()
    await expect.element(page.getByText('3 selected')).toBeVisible()
    expect(page.getByRole('checkbox', { name: mayaEmail }).element()).not.toBeChecked()
    await expect.element(getFilter('Unmatched 3')).toBeChecked()
    expect(listSentDecisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_noor', { decision: 'link', employeeId: 'e-19' }],
    ])
    expect(listClaudeUserQueries(stub.requests)).toEqual(['state=unmatched', ''])
  })

  test('is undone as a whole, and the undo cannot be undone', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />)
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await getButton('Ignore 4').click()
    await expect.element(getStatus()).toMatchTextContent('4 Claude users are changed.')
    await expect.element(getFilter('Ignored 5')).toBeInTheDocument()
    await getButton('Undo').click()
    await expect.element(getStatus()).toMatchTextContent('4 changes are taken back.')
    await expect.element(getFilter('Ignored 1')).toBeInTheDocument()
    expect(listSentDecisions(stub.requests)).toHaveLength(8)
    expect(getButton('Undo').query()).toBeNull()
  })
})

describe('ClaudeUserMapping without a list', () => {
  test('tells a viewer who is not an admin that the list is for admins, and offers no retry', async () => {
    renderWidget(<ClaudeUserMapping />, { faults: { 'GET /claude-users': 'not_permitted' } })
    await expect.element(page.getByText('You may not see this list')).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
  })

  test('explains a problem and loads the list on retry', async () => {
    const { stub } = renderWidget(<ClaudeUserMapping />, { faults: { 'GET /claude-users': 'not_signed_in' } })
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    stub.setFault('GET /claude-users', null)
    await getButton('Try again').click()
    await expect.element(getRow(mayaEmail)).toBeVisible()
  })

  test('says that there are no Claude users before the first day is read', async () => {
    renderWidget(<ClaudeUserMapping />, { mapping: mappings.empty })
    await expect.element(page.getByText('No Claude users yet')).toBeVisible()
  })
})

test('fits a 320-pixel phone in both text directions', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = renderWidget(<ClaudeUserMapping />, {
      mapping: { ...mappings.mixedStates, directory: directories.heldBack },
    })
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await getButton(`Change link of ${mayaEmail}`).click()
    await getPicker().fill('a')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    unmount()
  }
  document.documentElement.dir = ''
})
