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

/** A button that the part takes the place of. */
const Replaceable = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button type="button" onClick={() => setWanted(true)}>
      Replace
    </button>
  )
  return (
    <OnDemand part={part} enabled={wanted} renderFallback={() => button}>
      {({ text }) => <p>{text}</p>}
    </OnDemand>
  )
}

test('a part is loaded once, when its disclosure is pointed at or opened, and the focus stays where it was', async () => {
  const { part, loads } = createTestLoadable()
  await renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  expect(loads).toHaveLength(0)
  await page.getByText('More').hover()
  expect(loads).toHaveLength(1)

  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Bone[data-size=notes]')).not.toBeNull()
  loads[0]?.arrive()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  await expect.element(page.getByText('More')).toHaveFocus()
  expect(document.querySelector('.claude-Bone')).toBeNull()
  expect(loads).toHaveLength(1)
})

test('a part that cannot be loaded says so, and comes when it is tried again', async () => {
  const { part, loads } = createTestLoadable()
  await renderWidget(
    <OnDemand part={part} size="notes">
      {({ text }) => <p>{text}</p>}
    </OnDemand>,
  )
  await expect.poll(() => loads).toHaveLength(1)
  loads[0]?.fail()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(2)
  await expect.element(page.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
  loads[1]?.fail()
  await expect.element(page.getByRole('button')).not.toHaveAttribute('aria-disabled')

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(3)
  loads[2]?.arrive()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
})

test('a failure ahead of time is not said before the part is wanted, and is then tried again', async () => {
  const { part, loads } = createTestLoadable()
  await renderWidget(
    <Disclosure part={part} size="notes" summaryClassName="claude-Link" summary="More">
      {({ text }) => <p>{text}</p>}
    </Disclosure>,
  )
  await page.getByText('More').hover()
  loads[0]?.fail()
  await expect.poll(() => page.getByRole('alert').query()).toBeNull()
  await page.getByText('More').click()
  await expect.poll(() => loads).toHaveLength(2)
  loads[1]?.arrive()
  await expect.element(page.getByText('It is here.')).toBeVisible()
})

test('what is replaced stays, with its focus, until the part is there', async () => {
  const { part, loads } = createTestLoadable()
  await renderWidget(<Replaceable part={part} />)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => loads).toHaveLength(1)
  await expect.element(page.getByRole('button', { name: 'Replace' })).toHaveFocus()
  loads[0]?.arrive()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('button').query()).toBeNull()
})

/** Says how often it was pressed, inside of the part and outside. */
const Counter = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [count, setCount] = useState(0)
  const press = () => setCount(count + 1)
  return (
    <ClaudeProvider>
      <button type="button" onClick={press}>
        Outside {count}
      </button>
      <OnDemand part={part} size="notes">
        {({ text }) => (
          <button type="button" onClick={press}>
            {text} {count}
          </button>
        )}
      </OnDemand>
    </ClaudeProvider>
  )
}

/** A page whose server had the part, and which has not. */
const hydrateCounter = async () => {
  const [server, here] = [createTestLoadable(), createTestLoadable()]
  const loading = server.part.load()
  server.loads[0]?.arrive()
  await loading
  const container = document.createElement('div')
  document.body.append(container)
  container.innerHTML = renderToString(<Counter part={server.part} />)
  const errors = vi.spyOn(console, 'error')
  const recovered = vi.fn()
  const root = hydrateRoot(container, <Counter part={here.part} />, { onRecoverableError: recovered })
  onTestFinished(() => {
    root.unmount()
    container.remove()
  })
  return { loads: here.loads, errors, recovered }
}

test('what a server drew of a part stays while it loads, whatever happens around it, and is then taken over', async () => {
  const { loads, errors, recovered } = await hydrateCounter()
  const served = page.getByRole('button', { name: 'It is here. 0' }).element()
  await expect.poll(() => loads).toHaveLength(1)
  await page.getByRole('button', { name: 'Outside 0' }).click()
  await expect.element(page.getByRole('button', { name: 'Outside 1' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'It is here. 0' })).toBeVisible()

  loads[0]?.arrive()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  await page.getByRole('button', { name: 'It is here. 1' }).click()
  expect(page.getByRole('button', { name: 'It is here. 2' }).element()).toBe(served)
  expect(loads).toHaveLength(1)
  expect(recovered).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
})

test('what a server drew of a part that cannot be loaded gives way to why, and comes when it is tried again', async () => {
  const { loads, errors, recovered } = await hydrateCounter()
  await expect.poll(() => loads).toHaveLength(1)
  loads[0]?.fail()
  await expect.element(page.getByRole('alert')).toMatchTextContent('This part could not be loaded.')
  await page.getByRole('button', { name: 'Outside 0' }).click()

  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => loads).toHaveLength(2)
  loads[1]?.arrive()
  await expect.element(page.getByRole('button', { name: 'It is here. 1' })).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
  expect(recovered).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
})
