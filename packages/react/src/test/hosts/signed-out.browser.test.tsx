import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ClaudeProvider } from '../../index.ts'
import '../../styles/index.css'
import { loadLazyParts } from '../load-lazy-parts.ts'
import { widgets } from '../prefetch-widgets.tsx'

beforeAll(loadLazyParts)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const fetchSignInPage = async () =>
  Object.defineProperty(new Response('<!doctype html><title>Sign in</title>'), 'redirected', { value: true })

test.each(widgets)('$name says to sign in again, and the host is called once', async ({ widget }) => {
  vi.spyOn(globalThis, 'reportError').mockReturnValue()
  const onSignedOut = vi.fn(() => {
    throw new Error('the host’s own')
  })
  render(
    <ClaudeProvider viewerId="e-17" fetch={fetchSignInPage} onSignedOut={onSignedOut}>
      {widget}
    </ClaudeProvider>,
  )
  await expect.element(page.getByText(/Sign in again\./).first()).toBeVisible()
  expect(onSignedOut).toHaveBeenCalledOnce()
})
