import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ClaudeProviderProps } from '../../provider.tsx'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { findKeyTraces } from '../../test/find-key-traces.ts'
import { analyticsKey, invitationFixture } from '../../test/fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { AcceptInvitation } from './accept-invitation.tsx'

const { secret } = invitationFixture
const authorization = `Invitation ${secret}`
const checkRequest = { method: 'POST', path: '/api/claude/connection/preview', body: { apiKey: '' }, authorization }
const cleanUrl = location.href

/** Opens a page at an address that ends with this fragment. Nobody is signed in. */
const openPage = (fragment: string, options: StubServerOptions = {}, props: Partial<ClaudeProviderProps> = {}) => {
  history.replaceState({ ofTheHost: 1 }, '', `${cleanUrl.replace(/#.*/, '')}${fragment}`)
  return renderWidget(<AcceptInvitation />, options, { viewerId: null, ...props })
}

afterEach(() => history.replaceState(null, '', cleanUrl))

const getKeyField = () => page.getByLabelText('Analytics API key')
const getButton = (name: string) => page.getByRole('button', { name, exact: true })

const pasteText = (text: string) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text', text)
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

describe('the page of an invitation', () => {
  test('checks and saves a key with the keyboard alone, without a viewer', async () => {
    const { stub, queryClient } = openPage(`#${secret}`)
    await expect.element(page.getByText('What is never read')).toBeVisible()
    await tabTo('key field', getKeyField())
    pasteText(analyticsKey)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/^It opens the daily counts per person and the skill report\.$/)).toBeVisible()
    await tabTo('Connect Claude', getButton('Connect Claude'))
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/There is nothing left for you to do/)).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'Connect Claude' })).toHaveFocus()

    expect(stub.requests).toEqual([
      checkRequest,
      { method: 'POST', path: '/api/claude/connection/preview', body: { apiKey: analyticsKey }, authorization },
      { method: 'PUT', path: '/api/claude/connection', body: { apiKey: analyticsKey }, authorization },
    ])
    expect(queryClient.getQueryCache().getAll()).toEqual([])
    expect(queryClient.getMutationCache().getAll()).toEqual([])
  })

  test('checks the invitation without a key and without consuming the invitation', async () => {
    const { stub } = openPage(`#${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    expect(stub.requests).toEqual([checkRequest])
  })

  test('shows nothing about the account: no counts, no days and no status', async () => {
    openPage(`#${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    await getKeyField().click()
    pasteText(analyticsKey)
    await userEvent.keyboard('{Enter}')
    await expect.element(getButton('Connect Claude')).toBeEnabled()
    expect(document.body.textContent).not.toMatch(/1,142|1,187|20 Nov|Connected|Not connected/)
    await getButton('Connect Claude').click()
    await expect.element(page.getByText(/There is nothing left/)).toBeVisible()
    expect(document.body.textContent).not.toMatch(/120 of 324|x7Qa|Not connected/)
  })

  test('moves the secret from the address to the history entry, where a reload finds it', async () => {
    const { unmount } = openPage(`#${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    expect(location.href).toBe(cleanUrl.replace(/#.*/, ''))
    expect(history.state).toEqual({ ofTheHost: 1, claudeInvitation: secret })
    unmount()
    const { stub } = renderWidget(<AcceptInvitation />, {}, { viewerId: null })
    await expect.element(getKeyField()).toBeVisible()
    expect(stub.requests).toEqual([checkRequest])
  })

  test('forgets the secret and the key after the key is saved', async () => {
    const { queryClient } = openPage(`#/connect?x=${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    expect(location.hash).toBe('#/connect?x=')
    await getKeyField().click()
    pasteText(analyticsKey)
    await userEvent.keyboard('{Enter}')
    await expect.element(getButton('Connect Claude')).toBeEnabled()
    expect(await findKeyTraces(analyticsKey, queryClient)).toEqual(['fields'])
    // The history entry keeps the secret for a reload.
    expect(await findKeyTraces(secret, queryClient)).toEqual(['history'])
    await getButton('Connect Claude').click()
    await expect.element(page.getByText(/There is nothing left/)).toBeVisible()
    expect(history.state).toEqual({ ofTheHost: 1, claudeInvitation: 'accepted' })
    for (const text of [secret, analyticsKey]) expect(await findKeyTraces(text, queryClient)).toEqual([])
  })

  test('still says after a reload that the key is saved, and requests nothing', async () => {
    history.replaceState({ ofTheHost: 1, claudeInvitation: 'accepted' }, '', cleanUrl.replace(/#.*/, ''))
    const { stub } = renderWidget(<AcceptInvitation />, {}, { viewerId: null })
    await expect.element(page.getByText(/There is nothing left for you to do/)).toBeVisible()
    expect(getKeyField().elements()).toEqual([])
    expect(stub.requests).toEqual([])
  })

  test('does not change the address when the host passes the secret as a prop', async () => {
    history.replaceState(null, '', `${cleanUrl.replace(/#.*/, '')}#cinv_other`)
    const { stub } = renderWidget(<AcceptInvitation invitation={secret} />, {}, { viewerId: null })
    await expect.element(getKeyField()).toBeVisible()
    expect(stub.requests).toEqual([checkRequest])
    expect(location.hash).toBe('#cinv_other')
  })

  test('starts over when another link is opened in the same page', async () => {
    const { stub } = openPage(`#${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    await getKeyField().fill('sk-ant-api01-typed')
    location.hash = '#cinv_newer'
    await vi.waitFor(() => expect(stub.requests.at(-1)).toMatchObject({ authorization: 'Invitation cinv_newer' }))
    await expect.element(getKeyField()).toHaveValue('')
    expect(location.hash).toBe('')
  })

  test('asks for the whole link and requests nothing when the secret is missing', async () => {
    const { stub } = openPage('#somewhere')
    await expect.element(page.getByText('Open this page with the whole link from your invitation.')).toBeVisible()
    expect(stub.requests).toEqual([])
    expect(location.hash).toBe('#somewhere')
  })
})

describe('an invalid invitation', () => {
  test.each([
    ['invitation_invalid', 'This link does not work any more.', /If you have saved a key with it, nothing is left/],
    ['invitation_expired', 'This link has expired.', /Ask whoever sent it to you for a new one/],
  ] as const)('is explained before anyone creates a key, without a retry: %s', async (code, title, advice) => {
    openPage(`#${secret}`, { faults: { 'POST /connection/preview': code } })
    await expect.element(page.getByText(title)).toBeVisible()
    await expect.element(page.getByText(advice)).toBeVisible()
    expect(page.getByRole('button').elements()).toEqual([])
    expect(getKeyField().elements()).toEqual([])
  })

  test('is explained if it expires while its page is open', async () => {
    const { stub } = openPage(`#${secret}`)
    await expect.element(getKeyField()).toBeVisible()
    stub.setFault('POST /connection/preview', 'invitation_expired')
    await getKeyField().click()
    pasteText(analyticsKey)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('This link has expired.')).toBeVisible()
    expect(getKeyField().elements()).toEqual([])
  })

  test('is not assumed when the server cannot be reached, and the check can be retried', async () => {
    const { stub } = openPage(`#${secret}`, { faults: { 'POST /connection/preview': 'unreachable' } })
    await expect.element(page.getByText('The server could not be reached.')).toBeVisible()
    stub.setFault('POST /connection/preview', null)
    await getButton('Try again').click()
    await expect.element(getKeyField()).toBeVisible()
  })
})

test('any other problem with a key leaves the form open', async () => {
  const { stub } = openPage(`#${secret}`)
  await expect.element(getKeyField()).toBeVisible()
  stub.setFault('POST /connection/preview', 'too_many_checks')
  await getKeyField().click()
  pasteText(analyticsKey)
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/^Too many keys were checked/)).toBeVisible()
  await expect.element(getKeyField()).toHaveFocus()
})
