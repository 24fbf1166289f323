import { onlineManager } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ClaudeProvider } from '../../index.ts'
import '../../styles/index.css'
import { waitUntilLoaded } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { loadLazyParts } from '../load-lazy-parts.ts'
import { widgets } from '../prefetch-widgets.tsx'

beforeAll(loadLazyParts)
afterEach(() => {
  cleanup()
  onlineManager.setOnline(true)
  vi.restoreAllMocks()
})

const setOnline = (isOnline: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  onlineManager.setOnline(isOnline)
}

test.each(widgets)(
  '$name says that the server cannot be reached, and loads when the browser is online again',
  async ({ widget, texts }) => {
    const stub = createStubServer()
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (!navigator.onLine) throw new TypeError('Failed to fetch')
      return stub.fetch(input, init)
    }
    setOnline(false)
    const { container } = render(
      <ClaudeProvider viewerId="e-17" fetch={fetch}>
        {widget}
      </ClaudeProvider>,
    )
    await expect.element(page.getByText('server_unreachable').first()).toBeVisible()
    setOnline(true)
    await waitUntilLoaded(container)
    await expect.element(page.getByText('server_unreachable')).not.toBeInTheDocument()
    await expect.poll(() => container.textContent).toContain(texts[0])
  },
)
