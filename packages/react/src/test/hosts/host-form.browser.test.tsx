import { cleanup, fireEvent, render } from '@testing-library/react'
import type { SyntheticEvent } from 'react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ClaudeProvider } from '../../index.ts'
import '../../styles/index.css'
import { clickEverything, waitUntilLoaded } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { connections } from '../fixtures.ts'
import { widgets } from '../prefetch-widgets.tsx'

afterEach(cleanup)

/**
 * Each widget in two states: with figures, and with a disconnected account, for which `ConnectClaude` asks for the key.
 */
const cases = widgets.flatMap(({ name, widget }) =>
  (['connected', 'disconnected'] as const).map((connection) => ({ name, widget, connection })),
)

/** Renders a widget in a form of the host's page, and records what the form notices. */
const renderInForm = ({ widget, connection }: (typeof cases)[number]) => {
  const events: string[] = []
  const onEvent = (event: SyntheticEvent) => events.push(event.type)
  const stub = createStubServer({ connection: connections[connection] })
  const { container } = render(
    <form
      action="#submitted"
      onSubmit={(event) => {
        event.preventDefault()
        onEvent(event)
      }}
      onChange={onEvent}
      onInput={onEvent}
      onInvalid={onEvent}
      onReset={onEvent}
    >
      <input data-own="" name="goal" defaultValue="Write a review" />
      <ClaudeProvider viewerId="e-17" fetch={stub.fetch}>
        {widget}
      </ClaudeProvider>
      <button type="submit" data-own="">
        Save the review
      </button>
    </form>,
  )
  const form = container.querySelector('form') as HTMLFormElement
  return { container, form, events }
}

/**
 * Expects that the form has only the host's own fields, so that it submits, validates and resets nothing of a widget.
 */
const expectOwnFieldsOnly = (form: HTMLFormElement) => {
  const foreign = [...form.elements].filter((element) => !element.hasAttribute('data-own'))
  expect(foreign.map((element) => element.outerHTML)).toEqual([])
  expect(form.querySelectorAll('form')).toHaveLength(0)
}

test.each(cases)('$name ($connection) leaves the form around it alone, whatever is clicked', async (props) => {
  const { container, form, events } = renderInForm(props)
  await clickEverything(container, () => expectOwnFieldsOnly(form))
  expect(events).toEqual([])
})

test.each(cases)('$name ($connection) does not submit the form around it on Enter in a field', async (props) => {
  const { container, events } = renderInForm(props)
  await waitUntilLoaded(container)
  const customPeriodOption = container.querySelector<HTMLElement>('input[value="custom"]')
  customPeriodOption?.click()
  await waitUntilLoaded(container)
  for (const field of container.querySelectorAll<HTMLElement>('.claude-root input:not([type="range"])')) {
    if (!field.isConnected || field.closest('[hidden]')) continue
    field.focus()
    await userEvent.keyboard('{Enter}')
    if (field.matches('[type="search"], [type="password"]')) fireEvent.input(field, { target: { value: 'M' } })
  }
  expect(events).toEqual([])
})
