import { useState } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderWidget } from '../test/render-widget.tsx'
import { Disclosure } from './disclosure.tsx'
import { type Loadable, loadable } from './loadable.ts'
import { OnDemand } from './on-demand.tsx'

/** A part whose loading ends when the test says so. */
const createPart = () => {
  const loads: { readonly arrive: () => void; readonly fail: () => void }[] = []
  const part = loadable(
    () =>
      new Promise<{ readonly text: string }>((resolve, reject) => {
        loads.push({ arrive: () => resolve({ text: 'It is here.' }), fail: () => reject(new Error('offline')) })
      }),
  )
  return { part, loads }
}

/** A button that the part takes the place of. */
const Replaceable = ({ part }: { readonly part: Loadable<{ readonly text: string }> }) => {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button type="button" onClick={() => setWanted(true)}>
      Replace
    </button>
  )
  return (
    <OnDemand part={part} wanted={wanted} instead={button}>
      {({ text }) => <p>{text}</p>}
    </OnDemand>
  )
}

test('a part is loaded once, when its disclosure is pointed at or opened, and the focus stays where it was', async () => {
  const { part, loads } = createPart()
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
  const { part, loads } = createPart()
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
  const { part, loads } = createPart()
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
  const { part, loads } = createPart()
  await renderWidget(<Replaceable part={part} />)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => loads).toHaveLength(1)
  await expect.element(page.getByRole('button', { name: 'Replace' })).toHaveFocus()
  loads[0]?.arrive()
  await expect.element(page.getByText('It is here.')).toBeVisible()
  expect(page.getByRole('button').query()).toBeNull()
})
