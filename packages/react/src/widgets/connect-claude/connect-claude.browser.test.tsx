import { type DayFailure, listDays } from '@windmill/claude-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { privateFieldAttributes, privateFieldClasses } from '../../shared/connection/private-field.ts'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { findKeyTraces } from '../../test/find-key-traces.ts'
import {
  analyticsKey,
  connections,
  invitationFixture,
  now,
  omitAdminFields,
  previewFixture,
} from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { ConnectClaude } from './connect-claude.tsx'

const hourMs = 3_600_000
const replacementKey = 'sk-ant-api01-mW8qPvT5nLsJ2kBgRfYcHdUeA0iOo9KtM3vNzX7hJyZnClSaUfQtCpEeLxGb4wD6rI1uVk-k2Rb'
const getKeyField = () => page.getByLabelText('Analytics API key')

beforeEach(() => {
  // The shown ages and the next retry depend on the current time.
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(() => {
  vi.useRealTimers()
})

const getButton = (name: string) => page.getByRole('button', { name, exact: true })

/** Dispatches a paste event with this text at the focused element. */
const pasteText = (text: string) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text', text)
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

describe('connecting', () => {
  test('is possible with the keyboard alone, from pasting the key to the first sync', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await expect.element(getKeyField()).toBeVisible()

    const requirements = page.getByRole('list', { name: 'This has to be in place' })
    expect(requirements.getByRole('listitem').elements()).toHaveLength(4)
    const met = page.getByText('The key shows that all of this is in place.')
    expect(met.elements()).toEqual([])

    await tabTo('key field', getKeyField())
    pasteText(` "${analyticsKey}"\n`)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('1,142 of 1,187')).toBeVisible()
    await expect.element(met).toBeVisible()
    await expect.element(page.getByText(/connector usage will be shown as a lower bound/)).toBeVisible()

    await tabTo('Connect Claude', getButton('Connect Claude'))
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('progressbar', { name: /history/ })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Claude', exact: true })).toHaveFocus()
    await expect.element(page.getByText('The key is saved.')).toBeInTheDocument()

    const requestsWithBody = stub.requests.filter(({ body }) => body !== undefined)
    expect(requestsWithBody).toEqual([
      { method: 'POST', path: '/api/claude/connection/preview', body: { apiKey: analyticsKey } },
      { method: 'PUT', path: '/api/claude/connection', body: { apiKey: analyticsKey } },
    ])
  })

  test('keeps the key only in its field while requests fail, and nowhere after the key is saved, replaced or deleted', async () => {
    const { stub, queryClient } = renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    const findTraces = async () => [
      ...(await findKeyTraces(analyticsKey, queryClient)),
      ...(await findKeyTraces(replacementKey, queryClient)),
    ]
    const failWith = async (route: string, button: string) => {
      for (const failure of ['unreachable', 'key_refused', 'api_unreachable', 'internal_error'] as const) {
        stub.setFault(route, failure)
        await getButton(button).click()
        await expect.element(page.getByRole('alert')).toBeVisible()
        expect(await findTraces()).toEqual(['fields'])
      }
      stub.setFault(route, null)
    }
    await getKeyField().click()
    pasteText(analyticsKey)
    const input = getKeyField().element() as HTMLInputElement
    expect(input.value).toBe(analyticsKey)
    await failWith('POST /connection/preview', 'Check')
    await getButton('Check').click()
    await expect.element(getButton('Connect Claude')).toBeEnabled()
    expect(await findTraces()).toEqual(['fields'])
    await failWith('PUT /connection', 'Connect Claude')
    await getButton('Connect Claude').click()
    await expect.element(page.getByRole('progressbar')).toBeVisible()
    expect([input.value, await findTraces()]).toEqual(['', []])

    await getButton('Replace key').click()
    await expect.element(getKeyField()).toHaveFocus()
    pasteText(replacementKey)
    await userEvent.keyboard('{Enter}')
    await getButton('Use this key').click()
    await expect.element(getButton('Replace key')).toBeVisible()
    expect(await findTraces()).toEqual([])
    await getButton('Disconnect…').click()
    await getButton('Disconnect').click()
    await expect.element(page.getByText('Not connected')).toBeVisible()
    expect(await findTraces()).toEqual([])
    expect(queryClient.getMutationCache().getAll()).toEqual([])
  })

  test('extracts an Analytics API key from a pasted text, but no admin key', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await getKeyField().click()
    pasteText(`CLAUDE_KEY="${analyticsKey.slice(0, 40)}\n${analyticsKey.slice(40)}"\nThanks`)
    await expect.element(getKeyField()).toHaveValue(analyticsKey)
    expect(page.getByRole('alert').query()).toBeNull()
    await userEvent.clear(getKeyField())
    pasteText('CLAUDE_KEY=sk-ant-admin01-abc')
    await expect.element(page.getByRole('alert')).toMatchTextContent('This is a Console admin key.')
  })

  test('rejects a wrong kind of key while it is typed and on submit, and never sends it', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await getKeyField().click()
    await userEvent.keyboard('sk-ant-admin01-abc')
    await expect.element(page.getByRole('alert')).toMatchTextContent('This is a Console admin key.')
    await expect.element(getKeyField()).toHaveAttribute('aria-invalid', 'true')

    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent('This is a Console admin key.')
    expect(stub.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  test('accepts an incomplete key while it is typed, and rejects it on submit', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await getKeyField().click()
    await userEvent.keyboard('sk-ant-a')
    expect(page.getByRole('alert').query()).toBeNull()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent('This does not look like a Claude API key.')
  })

  test('shows why Claude refused the key, keeps it in the field and focuses the field', async () => {
    renderWidget(<ConnectClaude canManage />, {
      connection: connections.disconnected,
      faults: { 'POST /connection/preview': 'scope_missing' },
    })
    await getKeyField().click()
    pasteText(analyticsKey)
    await getButton('Check').click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('This key may not read analytics.')
    await expect.element(page.getByRole('alert')).toMatchTextContent('scope_missing · Request id: req_011CVb3kPq')
    await expect.element(getKeyField()).toHaveFocus()
    await expect.element(getKeyField()).toHaveAccessibleDescription(/Create a new key with the scope read:analytics/)
    await expect.element(getKeyField()).toHaveValue(analyticsKey)
  })

  test('says how many people were checked when the organization is too large to check all of them', async () => {
    renderWidget(<ConnectClaude canManage />, {
      connection: connections.disconnected,
      preview: { ...previewFixture, claudeUsers: 3000, matched: 2912, more: true },
    })
    await getKeyField().click()
    pasteText(analyticsKey)
    await getButton('Check').click()
    await expect.element(page.getByText('more than 3,000')).toBeVisible()
    await expect.element(page.getByText('2,912 of the first 3,000')).toBeVisible()
  })

  test('offers to save a key only if it was checked and not edited afterwards', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await expect.element(getButton('Connect Claude')).toBeDisabled()
    await getKeyField().click()
    pasteText(analyticsKey)
    await getButton('Check').click()
    await expect.element(getButton('Connect Claude')).toBeEnabled()
    await getKeyField().click()
    await userEvent.keyboard('x')
    await expect.element(getButton('Connect Claude')).toBeDisabled()
  })

  test('conceals the key like a password until the viewer shows it, and does not change the key by showing or hiding it', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await getKeyField().click()
    pasteText(analyticsKey)
    for (const [button, type] of [
      ['Show key', 'text'],
      ['Hide key', 'password'],
    ] as const) {
      await getButton(button).click()
      await expect.element(getKeyField()).toHaveAttribute('type', type)
      await expect.element(getKeyField()).toHaveValue(analyticsKey)
    }
    expect(document.documentElement.outerHTML).not.toContain(analyticsKey)
  })

  test('inserts a pasted key at the cursor, even while it is concealed', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await expect.element(getKeyField()).toHaveAttribute('type', 'password')
    await getKeyField().click()
    pasteText('sk-ant-api01-ad')
    const input = getKeyField().element() as HTMLInputElement
    input.setSelectionRange(13, 14)
    pasteText('bc')
    expect(input.value).toBe('sk-ant-api01-bcd')
  })

  test('keeps replay tools and password managers away from every key field, concealed or shown', async () => {
    const expectPrivate = async (type: string) => {
      await expect.element(getKeyField()).toHaveAttribute('type', type)
      const field = getKeyField().element()
      for (const [name, value] of Object.entries(privateFieldAttributes)) expect(field.getAttribute(name)).toBe(value)
      for (const name of privateFieldClasses.split(' ')) expect(field.classList.contains(name)).toBe(true)
      expect(field.getAttribute('autocomplete')).toBe('off')
      for (const name of ['name', 'value']) expect(field.hasAttribute(name)).toBe(false)
    }
    const { unmount } = renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await expectPrivate('password')
    await getButton('Show key').click()
    await expectPrivate('text')
    unmount()
    renderWidget(<ConnectClaude canManage />)
    await getButton('Replace key').click()
    await expectPrivate('password')
  })
})

describe('an existing connection', () => {
  test('can be synced on demand', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />)
    await getButton('Sync now').click()
    await expect.element(getButton('Syncing now')).toHaveAttribute('aria-disabled', 'true')
    expect(stub.requests).toContainEqual({ method: 'POST', path: '/api/claude/sync', body: {} })
  })

  test('can get a new key without being disconnected', async () => {
    const { stub, queryClient } = renderWidget(<ConnectClaude canManage />)
    await getButton('Replace key').click()
    await expect.element(getKeyField()).toHaveFocus()
    pasteText(analyticsKey)
    await userEvent.keyboard('{Enter}')
    await expect.element(getButton('Use this key')).toBeEnabled()
    await getButton('Use this key').click()
    await expect.element(getButton('Replace key')).toBeVisible()
    expect(stub.requests.map(({ method }) => method)).not.toContain('DELETE')
    expect(await findKeyTraces(analyticsKey, queryClient)).toEqual([])
  })

  test('keeps its counts by default when it is disconnected', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />)
    await getButton('Disconnect…').click()
    await expect.element(page.getByRole('radio', { name: /Keep it/ })).toBeChecked()
    await getButton('Disconnect').click()
    await expect.element(page.getByText('Not connected')).toBeVisible()
    await expect.element(page.getByText(/The counts through 20 Nov are kept/)).toBeVisible()
    expect(stub.requests).toContainEqual({
      method: 'DELETE',
      path: '/api/claude/connection?data=keep',
      body: undefined,
    })
  })

  test('can be disconnected and its counts erased with the keyboard alone, after a warning', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />)
    await expect.element(getButton('Disconnect…')).toBeVisible()
    await tabTo('Disconnect…', getButton('Disconnect…'))
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Disconnect Claude?' })).toBeVisible()
    await expect.element(page.getByText(/This cannot be undone/)).toBeVisible()

    await tabTo('Keep it', page.getByRole('radio', { name: /Keep it/ }))
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(page.getByText('Not connected')).toBeVisible()
    expect(stub.requests).toContainEqual({
      method: 'DELETE',
      path: '/api/claude/connection?data=erase',
      body: undefined,
    })
  })

  test('stays connected when the disconnect dialog is dismissed, and the focus returns to the button', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />)
    await getButton('Disconnect…').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(getButton('Disconnect…')).toHaveFocus()
    expect(stub.requests.map(({ method }) => method)).not.toContain('DELETE')
  })

  test('shows why it needs attention and what to do', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.needsAttention })
    await expect.element(page.getByText('Needs attention')).toBeVisible()
    await expect.element(page.getByText(/Claude does not accept this key/)).toBeVisible()
    await expect.element(page.getByText('key_refused', { exact: true })).toBeVisible()
    await expect.element(getButton('Replace key')).toBeVisible()
    await expect.element(getButton('Try again')).toBeVisible()
  })

  test('shows the age of its key and its last success, even during a sync', async () => {
    renderWidget(<ConnectClaude canManage />, {
      connection: {
        ...connections.connected,
        syncing: true,
        key: { lastFour: 'x7Qa', savedAt: new Date(now - 100 * 24 * hourMs).toISOString() },
        lastSyncAt: new Date(now - 3 * hourMs).toISOString(),
      },
    })
    await expect.element(page.getByText(/^Key ending x7Qa, saved .+ 20\d\d \(3 months ago\)$/)).toBeVisible()
    await expect.element(page.getByText('3 hours ago')).toBeVisible()
    await expect.element(page.getByText('last success')).toBeVisible()
  })

  test('lists failed days with reason, attempts and next retry, and groups days that have these in common', async () => {
    // One minute less, so that the time that passes during the test does not change the rounded hours.
    const formatTimeIn = (hours: number) => new Date(now + hours * hourMs - 60_000).toISOString()
    renderWidget(<ConnectClaude canManage />, {
      connection: {
        ...connections.gaps,
        failures: [
          { day: '2026-11-06', code: 'api_unavailable', times: 3, dueAt: formatTimeIn(4) },
          { day: '2026-11-05', code: 'api_unavailable', times: 3, dueAt: formatTimeIn(4) },
          { day: '2026-11-04', code: 'api_unavailable', times: 1, dueAt: formatTimeIn(-1) },
          { day: '2026-03-12', code: 'request_rejected', times: 8, dueAt: '2026-11-22T10:54:00Z' },
        ],
      },
    })
    await page.getByText(/^Days that failed/).click()
    await expect.element(page.getByText('Claude’s API did not answer properly.')).toBeVisible()
    const items = page
      .getByRole('listitem')
      .elements()
      .map((item) => [...item.querySelectorAll('p')].slice(1))
    expect(items.map((lines) => lines.map(({ textContent }) => textContent))).toEqual([
      ['5 Nov – 6 Nov: tried 3 times, again in 4 hours.', '4 Nov: tried once, again with the next sync.'],
      ['12 Mar: tried 8 times, again in 46 minutes.'],
    ])
    await expect.element(page.getByText('request_rejected')).toBeVisible()
  })

  test('says "the newest" instead of a total when the list of failed days is cut off', async () => {
    const failures = listDays({ from: '2026-10-01', to: '2026-10-20' }).map(
      (day): DayFailure => ({ day, code: 'day_shrank', times: 1, dueAt: '2026-11-22T09:54:00Z' }),
    )
    renderWidget(<ConnectClaude canManage />, { connection: { ...connections.gaps, failures } })
    await expect.element(page.getByText(/^The newest 20 days/)).toBeVisible()
  })

  test('uses the host’s texts for failed days', async () => {
    renderWidget(
      <ConnectClaude canManage />,
      { connection: connections.gaps },
      { texts: { 'dayFailure.day_shrank.title': 'Am 18.11. fehlten zu viele.' } },
    )
    await page.getByText(/^Days that failed/).click()
    await expect.element(page.getByText('Am 18.11. fehlten zu viele.')).toBeVisible()
  })

  test('shows beside its buttons why a sync could not start', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage />, { faults: { 'POST /sync': 'rate_limited' } })
    await getButton('Sync now').click()
    await expect.element(page.getByRole('alert')).toMatchTextContent('allows no more requests this minute')
    stub.setFault('POST /sync', null)
    await getButton('Sync now').click()
    await expect.element(getButton('Syncing now')).toBeVisible()
  })
})

describe('the backfill', () => {
  test('shows its progress: days, requests, time left and the current day', async () => {
    renderWidget(<ConnectClaude canManage />, { connection: connections.backfilling })
    const progressBar = page.getByRole('progressbar', { name: 'Reading the history that Claude serves' })
    await expect.element(progressBar).toHaveAttribute('aria-valuenow', '120')
    await expect.element(progressBar).toHaveAttribute('aria-valuemax', '324')
    await expect.element(progressBar).toHaveAttribute('aria-valuetext', '120 of 324 days, about 11 minutes left')
    await expect.element(page.getByText('120 of 324 days · about 11 minutes left')).toBeVisible()
    await expect.element(page.getByText('Reading 23 Jul 2026. About 459 more requests to Claude.')).toBeVisible()
    await expect.element(page.getByText('Newest first: everything since 24 Jul is already there.')).toBeVisible()
  })

  test('says at what time it continues if no sync is running', async () => {
    const nextSyncAt = new Date(now + hourMs / 2).toISOString()
    renderWidget(<ConnectClaude canManage />, { connection: { ...connections.waiting, nextSyncAt } })
    await expect.element(page.getByText(/^Reading goes on at \d?\d:\d\d\. About 459 more/)).toBeVisible()
    await expect.element(page.getByText(/everything since 24 Jul is already there, except 11 Aug/)).toBeVisible()
    await expect.element(page.getByText(/^Days that failed/)).toBeVisible()
  })

  test('shows only the remaining requests between the start of a sync and its first day', async () => {
    const connection = { ...connections.waiting, syncing: true }
    renderWidget(<ConnectClaude canManage />, { connection })
    await expect.element(page.getByText('About 459 more requests to Claude.', { exact: true })).toBeVisible()
  })
})

describe('a viewer who is not an admin', () => {
  test('sees the status and no controls', async () => {
    renderWidget(<ConnectClaude canManage={false} />, { connection: omitAdminFields(connections.connected) })
    await expect.element(page.getByText(/now through 20 Nov/)).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
    expect(document.querySelector('input')).toBeNull()
  })

  test('sees that there is nothing to do when Claude is not connected', async () => {
    renderWidget(<ConnectClaude canManage={false} />, { connection: omitAdminFields(connections.disconnected) })
    await expect.element(page.getByText(/you have nothing to do/)).toBeVisible()
  })
})

test('shows a problem and recovers on retry', async () => {
  const { stub } = renderWidget(<ConnectClaude canManage />, { faults: { 'GET /connection': 'not_signed_in' } })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.setFault('GET /connection', null)
  await getButton('Try again').click()
  await expect.element(page.getByText('Connected', { exact: true })).toBeVisible()
})

test('uses the host’s texts, even for problems', async () => {
  renderWidget(
    <ConnectClaude canManage />,
    { faults: { 'GET /connection': 'not_signed_in' } },
    { texts: { 'connected.title': 'Claude von Windmill', 'problem.not_signed_in.title': 'Du bist nicht angemeldet.' } },
  )
  await expect.element(page.getByRole('heading', { name: 'Claude von Windmill' })).toBeVisible()
  await expect.element(page.getByRole('alert')).toMatchTextContent('Du bist nicht angemeldet.')
})

describe('inviting the Primary Owner', () => {
  const openInvitation = async (options: StubServerOptions = {}) => {
    const rendered = renderWidget(<ConnectClaude canManage invitationUrl="/connect" />, {
      connection: connections.disconnected,
      ...options,
    })
    await page.getByText(/Send them a one-time link/).click()
    await expect.element(page.getByText(/^Send them a link/)).toBeVisible()
    return rendered
  }
  const link = `${location.origin}/connect#${invitationFixture.secret}`

  test('makes a link, shows it once, and copies it with and without instructions', async () => {
    const copied: string[] = []
    const write = vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
      copied.push((await (await item?.getType('text/plain'))?.text()) ?? '')
    })
    const { stub, queryClient } = await openInvitation()
    await getButton('Make a link').click()
    await expect.element(page.getByText(link)).toBeVisible()
    await expect.element(page.getByText(/^It works once, until 25 Nov, .*shown only now/)).toBeVisible()
    await getButton('Copy link').click()
    await expect.element(getButton('Copied')).toBeVisible()
    await getButton('Copy instructions').click()
    await vi.waitFor(() => expect(copied).toHaveLength(2))
    expect(copied[0]).toBe(link)
    expect(copied[1]).toContain(link)
    expect(copied[1]).toMatch(/read:analytics[\s\S]*until 25 Nov/)
    write.mockRestore()
    expect(stub.requests.map(({ method, path }) => `${method} ${path}`)).toContain(
      'POST /api/claude/connection/invitation',
    )
    expect(
      JSON.stringify(
        queryClient
          .getQueryCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ).not.toContain('cinv_')
  })

  test('is possible with the keyboard alone, and does not submit the form around it', async () => {
    const { stub } = renderWidget(<ConnectClaude canManage invitationUrl="/connect" />, {
      connection: connections.disconnected,
    })
    await expect.element(getKeyField()).toBeVisible()
    await tabTo('invitation', page.getByText(/Send them a one-time link/))
    await userEvent.keyboard('{Enter}')
    await tabTo('Make a link', getButton('Make a link'))
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(link)).toBeVisible()
    await expect.element(page.getByText('The link is ready.')).toBeInTheDocument()
    await tabTo('Revoke', getButton('Revoke'))
    await userEvent.keyboard('{Enter}')
    await expect.element(getButton('Make a link')).toBeVisible()
    expect(page.getByText(link).elements()).toEqual([])
    expect(stub.requests.filter(({ body }) => body !== undefined)).toEqual([])
  })

  test('shows when an earlier link expires but not the link itself, and lets the viewer revoke the link', async () => {
    const invitation = { expiresAt: invitationFixture.expiresAt }
    const { stub } = await openInvitation({ connection: { ...connections.disconnected, invitation } })
    await expect.element(page.getByText(/^A link that was made earlier works until 25 Nov/)).toBeVisible()
    await expect.element(getButton('Make a new link')).toBeVisible()
    stub.setFault('DELETE /connection/invitation', 'unreachable')
    await getButton('Revoke').click()
    await expect.element(page.getByText(/^The server could not be reached/)).toBeVisible()
    stub.setFault('DELETE /connection/invitation', null)
    await getButton('Revoke').click()
    await expect.element(getButton('Make a link')).toBeVisible()
  })

  test('is offered for a first key and for a replacement, but only if the host has a page for invitations', async () => {
    const { unmount } = renderWidget(<ConnectClaude canManage />, { connection: connections.disconnected })
    await expect.element(getKeyField()).toBeVisible()
    expect(page.getByText(/Send them a one-time link/).elements()).toEqual([])
    unmount()
    renderWidget(<ConnectClaude canManage invitationUrl="/connect" />, { connection: connections.needsAttention })
    await getButton('Replace key').click()
    await expect.element(page.getByText(/Send them a one-time link/)).toBeVisible()
  })
})
