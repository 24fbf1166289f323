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
const tab = (name: string) => page.getByRole('radio', { name, exact: true })
const row = (name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) })
const field = () => page.getByRole('combobox', { name: 'Whose is it?' })
const status = () => page.getByRole('status').filter({ hasText: /\S/ })

const decisions = (requests: readonly SentRequest[]) =>
  requests.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path.split('/').at(-2), body])
const lists = (requests: readonly SentRequest[]) =>
  requests.filter(({ path }) => /\/claude-users(\?|$)/.test(path)).map(({ path }) => path.split('?')[1] ?? '')

const maya = 'maya.chen@chen.example'

describe('whose a claude user is', () => {
  test('is settled by a suggestion and taken back, with the keyboard alone', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />)
    const link = button(`Link ${maya} to Maya Chen`)
    await expect.element(link).toBeVisible()
    await tabTo('Link', link)
    await userEvent.keyboard('{Enter}')
    await expect.element(status()).toMatchTextContent(`${maya} is linked to Maya Chen.`)
    // The button is gone with what it did; the row still has the focus.
    await expect.element(button(`Change whose ${maya} is`)).toHaveFocus()

    await tabTo('Undo', button('Undo'))
    await userEvent.keyboard('{Enter}')
    await expect.element(status()).toMatchTextContent(`${maya} is linked to nobody.`)
    expect(document.activeElement?.getAttribute('role')).toBe('status')
    await expect.element(row(maya)).toMatchTextContent('Perhaps Maya Chen')
    expect(decisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_maya', { decision: 'undo' }],
    ])
  })

  test('is chosen by hand with the keyboard alone, and nothing is linked before it is said to whom', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />)
    await expect.element(row('build-bot@acme.example')).toBeVisible()
    await tabTo('Change', button('Change whose build-bot@acme.example is'))
    await userEvent.keyboard('{Enter}')
    await expect.element(field()).toBeVisible()
    await tabTo('the field', field())
    await userEvent.keyboard('alex')
    await expect.element(page.getByRole('option', { name: /^Alexandra Kim/ })).toBeVisible()
    await expect.element(page.getByText('2 employees')).toBeVisible()
    expect(page.getByRole('option', { selected: true }).elements()).toEqual([])

    await userEvent.keyboard('{Enter}')
    expect(button(/^Link to/).query()).toBeNull()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    const selected = page.getByRole('option', { selected: true })
    await expect.element(selected).toMatchTextContent(/^Alexandra Kim/)
    expect(field().element().getAttribute('aria-activedescendant')).toBe(selected.element().id)
    await expect.element(field()).toHaveFocus()

    await userEvent.keyboard('{Enter}')
    await expect.element(button('Link to Alexandra Kim')).toBeVisible()
    expect(decisions(stub.requests)).toEqual([])
    await userEvent.keyboard('{Enter}')
    await expect.element(row('build-bot@acme.example')).toMatchTextContent('Linked to Alexandra Kim')
    await expect.element(button('Change whose build-bot@acme.example is')).toHaveFocus()
    expect(decisions(stub.requests)).toEqual([['user_build', { decision: 'link', employeeId: 'e-22' }]])
  })

  test('is not what was typed on after a choice', async () => {
    await renderWidget(<ClaudeUserMapping />)
    await button('Change whose build-bot@acme.example is').click()
    await field().fill('lena')
    await page.getByRole('option', { name: /^Lena Vogt/ }).click()
    await expect.element(field()).toHaveFocus()
    await expect.element(button('Link to Lena Vogt')).toBeVisible()
    await userEvent.keyboard('x')
    expect(button('Link to Lena Vogt').query()).toBeNull()
    await expect.element(page.getByText(/Nobody in the directory has this in their name/)).toBeVisible()
  })

  test('can be looked up in a list that Escape closes', async () => {
    await renderWidget(<ClaudeUserMapping />)
    await button('Change whose build-bot@acme.example is').click()
    await field().fill('sam')
    await expect.element(page.getByText('The first 20 are listed. Type more to find others.')).toBeVisible()
    await userEvent.keyboard('{ArrowUp}')
    const last = page.getByRole('option', { selected: true })
    await expect.element(last).toMatchTextContent('Sam Person 20')
    await expect.element(last).toBeInViewport()
    await userEvent.keyboard('{Escape}')
    expect(page.getByRole('listbox').query()).toBeNull()
    await expect.element(field()).toHaveAttribute('aria-expanded', 'false')
  })

  test('can be nobody so far, nobody for good, or what the rules say', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />)
    await tab('Matched 4').click({ force: true })
    const aiko = 'aiko.tanaka@acme.example'
    for (const [decision, becomes] of [
      ['Unlink', 'Unmatched'],
      ['Ignore', 'Ignored'],
      ['Back to automatic', 'Aiko Tanaka has this address.'],
    ] as const) {
      await button(`Change whose ${aiko} is`).click()
      await button(decision).click()
      await expect.element(row(aiko)).toMatchTextContent(becomes)
    }
    await button(`Change whose ${aiko} is`).click()
    await expect.element(page.getByText(/^Ines Ferreira: from ignored to Aiko Tanaka/)).toBeVisible()
    await expect.element(page.getByText(/^Ines Ferreira: from Aiko Tanaka to nobody/)).toBeVisible()
    await page.getByRole('list').getByRole('button', { name: 'Undo' }).click()
    await expect.element(row(aiko)).toMatchTextContent('Ignored')
    expect(decisions(stub.requests).map(([, body]) => body)).toEqual(
      ['unlink', 'ignore', 'automatic', 'undo'].map((decision) => ({ decision })),
    )
  })

  test('stays as it was when the server refuses, which is said in the row until the next try', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />, {
      failing: { 'PUT /claude-users/{id}/link': 'internal_error' },
    })
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(row(maya).getByRole('alert')).toMatchTextContent('Something went wrong on our side.')
    await expect.element(row(maya)).toMatchTextContent('Perhaps Maya Chen')
    await expect.element(tab('Unmatched 4')).toBeChecked()
    stub.fail('PUT /claude-users/{id}/link', null)
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(row(maya)).toMatchTextContent('Linked to Maya Chen')
    expect(page.getByRole('alert').query()).toBeNull()
  })

  test('changes what the figures rest on: those in view are asked for again', async () => {
    const { stub } = await renderWidget(
      <>
        <ClaudeUserMapping />
        <StatsPanel employeeId="e-17" />
      </>,
    )
    const stats = () => stub.requests.filter(({ path }) => path.includes('/stats?'))
    await expect.poll(stats).toHaveLength(1)
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.poll(stats).toHaveLength(2)
  })
})

test('a decision that settles another claude user shows in that one’s row too', async () => {
  await renderWidget(<ClaudeUserMapping />, { people: people.shared })
  await expect.element(tab('Conflict 2')).toBeChecked()
  await button('Link j.weber@acme.example to Jonas Weber').click()
  await expect.element(tab('Conflict 0')).toBeChecked()
  await expect.element(row('J.Weber@acme.example')).toMatchTextContent('Linked to Joana Weber')
})

describe('the list', () => {
  test('opens where there is something to do, and says gladly when there is nothing', async () => {
    await renderWidget(<ClaudeUserMapping />, { people: people.conflictsOnly })
    await expect.element(tab('Conflict 1')).toBeChecked()
    await expect.element(row('support@acme.example')).toMatchTextContent('Alex Kim and Alexandra Kim')
    await button('Link support@acme.example to Alexandra Kim').click()
    await expect.element(tab('Conflict 0')).toBeChecked()
    await tab('Flagged 0').click({ force: true })
    await expect.element(page.getByText('All settled')).toBeVisible()
  })

  test('does not move under the hand: who is changed stays in place until another state is looked at', async () => {
    const { stub, queryClient } = await renderWidget(<ClaudeUserMapping />)
    const names = () =>
      page
        .getByRole('checkbox')
        .elements()
        .map((box) => box.parentElement?.textContent)
    await expect.element(row(maya)).toBeVisible()
    const before = names()
    await button(`Link ${maya} to Maya Chen`).click()
    await expect.element(tab('Unmatched 3')).toBeChecked()
    expect(names()).toEqual(before)

    await tab('Matched 5').click({ force: true })
    await expect.element(row(maya)).toMatchTextContent('An admin chose Maya Chen.')
    // What was left is forgotten: it would show who is no longer in it, until it is read again.
    const kept = () => queryClient.getQueryCache().findAll({ queryKey: claudeUsersKey({ baseUrl: '/api/claude' }) })
    await expect.poll(kept).toHaveLength(1)
    await tab('Unmatched 3').click({ force: true })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 3' })).toBeVisible()
    expect(row(maya).query()).toBeNull()
    expect(lists(stub.requests)).toEqual(['state=unmatched', '', 'state=matched', 'state=unmatched'])
  })

  test('is searched once someone stops typing, and in all states where one has nobody', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />)
    await page.getByRole('searchbox').click()
    await userEvent.keyboard('tomas')
    await button('Search all states').click()
    await expect.element(row('tomas.ribeiro@acme.example')).toMatchTextContent('Linked to Tomás Ribeiro')
    const asked = lists(stub.requests)
    expect(asked.slice(-2)).toEqual(['state=unmatched&search=tomas', 'search=tomas'])
    // Not with every letter; a busy machine may take a pause between two of them for the end.
    expect(asked.length).toBeLessThan(6)
  })

  test('comes in pages, and the first of the next page gets the focus', async () => {
    await renderWidget(<ClaudeUserMapping />, { people: people.many })
    await expect.element(page.getByRole('checkbox', { name: 'Select all 20' })).toBeVisible()
    await tabTo('Select all', page.getByRole('checkbox', { name: 'Select all 20' }))
    ;(button('Load more').element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(row('s.person21@old.example')).toHaveFocus()
    expect(button('Load more').query()).toBeNull()
  })

  test('says beside its button why the next page could not be loaded', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />, { people: people.many })
    await expect.element(button('Load more')).toBeVisible()
    stub.fail('GET /claude-users', 'not_signed_in')
    await button('Load more').click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    stub.fail('GET /claude-users', null)
    await button('Load more').click()
    await expect.element(row('s.person24@old.example')).toBeVisible()
  })

  test('says what is the matter with the directory', async () => {
    await renderWidget(<ClaudeUserMapping />, { people: { ...people.work, directory: directories.heldBack } })
    await expect.element(page.getByText('A newer directory is not in use')).toBeVisible()
    await expect.element(page.getByText(/In use is the one of 21 Nov( 2026)?, with 1,342 people\./)).toBeVisible()
    await page.getByText('2 problems in the directory').click()
    await expect.element(page.getByText(/The manager of e-40/)).toBeVisible()
  })
})

describe('several at once', () => {
  test('are changed one after the other, each with its own outcome, and counted once at the end', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />, {
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
    await expect.element(tab('Unmatched 3')).toBeChecked()
    expect(decisions(stub.requests)).toEqual([
      ['user_maya', { decision: 'link', employeeId: 'e-17' }],
      ['user_noor', { decision: 'link', employeeId: 'e-19' }],
    ])
    expect(lists(stub.requests)).toEqual(['state=unmatched', ''])
  })

  test('are taken back together', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />)
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await button('Ignore 4').click()
    await expect.element(status()).toMatchTextContent('4 Claude users are changed.')
    await expect.element(tab('Ignored 5')).toBeInTheDocument()
    await button('Undo').click()
    await expect.element(status()).toMatchTextContent('4 changes are taken back.')
    await expect.element(tab('Ignored 1')).toBeInTheDocument()
    expect(decisions(stub.requests)).toHaveLength(8)
    expect(button('Undo').query()).toBeNull()
  })
})

describe('instead of the list', () => {
  test('someone who is not an admin reads whom to ask, and has nothing to try again', async () => {
    await renderWidget(<ClaudeUserMapping />, { failing: { 'GET /claude-users': 'admin_only' } })
    await expect.element(page.getByText('This list is for admins')).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
  })

  test('an error says what to do, and the list comes when it is tried again', async () => {
    const { stub } = await renderWidget(<ClaudeUserMapping />, { failing: { 'GET /claude-users': 'not_signed_in' } })
    await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
    stub.fail('GET /claude-users', null)
    await button('Try again').click()
    await expect.element(row(maya)).toBeVisible()
  })

  test('before the first day is read, that nobody is known yet', async () => {
    await renderWidget(<ClaudeUserMapping />, { people: people.none })
    await expect.element(page.getByText('No Claude users yet')).toBeVisible()
  })
})

test('nothing is wider than a phone of 320 pixels, in either direction of writing', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = await renderWidget(<ClaudeUserMapping />, {
      people: { ...people.work, directory: directories.heldBack },
    })
    await page.getByRole('checkbox', { name: 'Select all 4' }).click()
    await button(`Change whose ${maya} is`).click()
    await field().fill('a')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    await unmount()
  }
  document.documentElement.dir = ''
})
