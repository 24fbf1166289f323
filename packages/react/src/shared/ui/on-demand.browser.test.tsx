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

/** A button that the part replaces once it is loaded. */
const Replaceable = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [enabled, setEnabled] = useState(false)
  const button = (
    <button type="button" onClick={() => setEnabled(true)}>
      Replace
    </button>
  )
  return (
    <OnDemand part={part} enabled={enabled} renderFallback={() => button}>
      {({ text }) => <p>{text}</p>}
    </OnDemand>
  )
}

test('loads a part once, when its disclosure is hovered or opened, and keeps the focus', async () => {
  const { part, loads } = createTestLoadable()
  renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  expect(loads).toHaveLength(0)
  await page.getByText('More').hover()
  expect(loads).toHaveLength(1)

  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Skeleton[data-size=notes]')).not.toBeNull()
  loads[0]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Skeleton')).toBeNull()
  expect(loads).toHaveLength(1)
})

test('shows a message if loading fails, and the part after a successful retry', async () => {
  const { part, loads } = createTestLoadable()
  renderWidget(
    <OnDemand part={part} size="notes">
      {({ text }) => <p>{text}</p>}
    </OnDemand>,
  )
  await expect.poll(() => loads).toHaveLength(1)
  loads[0]?.reject()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(2)
  await expect.element(page.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
  loads[1]?.reject()
  await expect.element(page.getByRole('button')).not.toHaveAttribute('aria-disabled')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(3)
  loads[2]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
})

test('ignores a failed preload and loads the part again when it is opened', async () => {
  const { part, loads } = createTestLoadable()
  renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  await page.getByText('More').hover()
  loads[0]?.reject()
  await expect.poll(() => page.getByRole('alert').query()).toBeNull()
  await page.getByText('More').click()
  await expect.poll(() => loads).toHaveLength(2)
  loads[1]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
})

test('keeps the replaced element and its focus until the part is loaded', async () => {
  const { part, loads } = createTestLoadable()
  renderWidget(<Replaceable part={part} />)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => loads).toHaveLength(1)
  await expect.element(page.getByRole('button', { name: 'Replace' })).toHaveFocus()
  loads[0]?.resolve()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('button').query()).toBeNull()
})

/** Two buttons with one shared count, inside and outside of the part. */
const Counter = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [count, setCount] = useState(0)
  const increment = () => setCount(count + 1)
  return (
    <ClaudeProvider>
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

/** Hydrates a page: the server has loaded the part, the browser has not. */
const hydrateCounter = async () => {
  const [server, browser] = [createTestLoadable(), createTestLoadable()]
  const serverLoad = server.part.load()
  server.loads[0]?.resolve()
  await serverLoad
  const container = document.createElement('div')
  document.body.append(container)
  container.innerHTML = renderToString(<Counter part={server.part} />)
  const errors = vi.spyOn(console, 'error')
  const recovered = vi.fn()
  const root = hydrateRoot(container, <Counter part={browser.part} />, { onRecoverableError: recovered })
  onTestFinished(() => {
    root.unmount()
    container.remove()
  })
  return { loads: browser.loads, errors, recovered }
}

test('keeps the server’s markup while the part loads, then hydrates it', async () => {
  const { loads, errors, recovered } = await hydrateCounter()
  const serverButton = page.getByRole('button', { name: 'It is here. 0' }).element()
  await expect.poll(() => loads).toHaveLength(1)
  await page.getByRole('button', { name: 'Outside 0' }).click()
  await expect.element(page.getByRole('button', { name: 'Outside 1' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'It is here. 0' })).toBeVisible()

  loads[0]?.resolve()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  await page.getByRole('button', { name: 'It is here. 1' }).click()
  expect(page.getByRole('button', { name: 'It is here. 2' }).element()).toBe(serverButton)
  expect(loads).toHaveLength(1)
  expect(recovered).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
})

test('replaces the server’s markup with a message if loading fails, and shows the part after a retry', async () => {
  const { loads, errors, recovered } = await hydrateCounter()
  await expect.poll(() => loads).toHaveLength(1)
  loads[0]?.reject()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')
  await page.getByRole('button', { name: 'Outside 0' }).click()

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(2)
  loads[1]?.resolve()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
  expect(recovered).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
})
