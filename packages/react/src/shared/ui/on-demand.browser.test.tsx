import { useState } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ClaudeProvider } from '../../provider.tsx'
import { createTestLoadable } from '../../test/create-test-loadable.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { Disclosure } from './disclosure.tsx'
import type { Loadable } from './loadable.ts'
import { OnDemand } from './on-demand.tsx'

/** A button that is shown until the part replaces it. */
const Replaceable = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [isEnabled, setIsEnabled] = useState(false)
  const button = (
    <button type="button" onClick={() => setIsEnabled(true)}>
      Replace
    </button>
  )
  return (
    <OnDemand part={part} isEnabled={isEnabled} renderFallback={() => button}>
      {({ text }) => <p>{text}</p>}
    </OnDemand>
  )
}

test('loads a part once when its disclosure is hovered and then opened, and keeps the focus', async () => {
  const { part, requests } = createTestLoadable()
  renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  expect(requests).toHaveLength(0)
  await page.getByText('More').hover()
  expect(requests).toHaveLength(1)

  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Skeleton[data-size=notes]')).not.toBeNull()
  requests[0]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Skeleton')).toBeNull()
  expect(requests).toHaveLength(1)
})

test('shows a message if loading fails, and the part after a successful retry', async () => {
  const { part, requests } = createTestLoadable()
  renderWidget(
    <OnDemand part={part} size="notes">
      {({ text }) => <p>{text}</p>}
    </OnDemand>,
  )
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.reject()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => requests).toHaveLength(2)
  await expect.element(page.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
  requests[1]?.reject()
  await expect.element(page.getByRole('button')).not.toHaveAttribute('aria-disabled')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => requests).toHaveLength(3)
  requests[2]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
})

test('ignores a failed preload and loads the part again when it is opened', async () => {
  const { part, requests } = createTestLoadable()
  renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  await page.getByText('More').hover()
  requests[0]?.reject()
  await expect.poll(() => page.getByRole('alert').query()).toBeNull()
  await page.getByText('More').click()
  await expect.poll(() => requests).toHaveLength(2)
  requests[1]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
})

test('keeps the element that the part replaces, and its focus, until the part is loaded', async () => {
  const { part, requests } = createTestLoadable()
  renderWidget(<Replaceable part={part} />)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => requests).toHaveLength(1)
  await expect.element(page.getByRole('button', { name: 'Replace' })).toHaveFocus()
  requests[0]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('button').query()).toBeNull()
})

/** Two buttons that increment the same count: one outside of the part, one inside. */
const Counter = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [count, setCount] = useState(0)
  const increment = () => setCount(count + 1)
  return (
    <ClaudeProvider viewerId="e-17">
      <button type="button" onClick={increment}>
        Outside {count}
      </button>
      <OnDemand part={part} size="notes">
        {({ text }) => (
          <button type="button" onClick={increment}>
            {text} {count}
          </button>
        )}
      </OnDemand>
    </ClaudeProvider>
  )
}

/** Hydrates a page with a part that the server has loaded and the browser has not. */
const hydrateCounter = async () => {
  const [server, browser] = [createTestLoadable(), createTestLoadable()]
  const serverLoad = server.part.load()
  server.requests[0]?.resolve()
  await serverLoad
  const container = document.createElement('div')
  document.body.append(container)
  container.innerHTML = renderToString(<Counter part={server.part} />)
  const consoleError = vi.spyOn(console, 'error')
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(container, <Counter part={browser.part} />, { onRecoverableError })
  onTestFinished(() => {
    root.unmount()
    container.remove()
  })
  return { requests: browser.requests, consoleError, onRecoverableError }
}

test('keeps the server’s markup while the part loads, and then hydrates it', async () => {
  const { requests, consoleError, onRecoverableError } = await hydrateCounter()
  const serverButton = page.getByRole('button', { name: 'It is here. 0' }).element()
  await expect.poll(() => requests).toHaveLength(1)
  await page.getByRole('button', { name: 'Outside 0' }).click()
  await expect.element(page.getByRole('button', { name: 'Outside 1' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'It is here. 0' })).toBeVisible()

  requests[0]?.resolve()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  await page.getByRole('button', { name: 'It is here. 1' }).click()
  expect(page.getByRole('button', { name: 'It is here. 2' }).element()).toBe(serverButton)
  expect(requests).toHaveLength(1)
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(consoleError).not.toHaveBeenCalled()
})

test('replaces the server’s markup with a message if loading fails, and shows the part after a retry', async () => {
  const { requests, consoleError, onRecoverableError } = await hydrateCounter()
  await expect.poll(() => requests).toHaveLength(1)
  requests[0]?.reject()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')
  await page.getByRole('button', { name: 'Outside 0' }).click()

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => requests).toHaveLength(2)
  requests[1]?.resolve()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(consoleError).not.toHaveBeenCalled()
})
