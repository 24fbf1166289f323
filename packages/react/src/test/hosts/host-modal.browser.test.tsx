import { cleanup, render } from '@testing-library/react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ClaudeProvider, ClaudeUserMapping, ConnectClaude, TeamStats } from '../../index.ts'
import '../../styles/index.css'
import { createStubServer } from '../create-stub-server.ts'

afterEach(cleanup)

interface ModalProps {
  readonly onClose: () => void
  readonly children: ReactNode
}

const useKeyDown = (target: EventTarget, isCapture: boolean, onKeyDown: (event: Event) => void) =>
  useEffect(() => {
    target.addEventListener('keydown', onKeyDown, isCapture)
    return () => target.removeEventListener('keydown', onKeyDown, isCapture)
  })

const isEscape = (event: Event | KeyboardEvent) => 'key' in event && event.key === 'Escape'

/** Modals as hosts build them. Each handles Escape or Tab in another way. */
const modals: Readonly<Record<string, (props: ModalProps) => ReactNode>> = {
  'the native dialog': ({ onClose, children }) => {
    const ref = useRef<HTMLDialogElement>(null)
    useEffect(() => ref.current?.showModal(), [])
    return (
      <dialog ref={ref} aria-label="Host" onClose={onClose}>
        {children}
      </dialog>
    )
  },
  'Radix, which listens on the document in the capture phase': ({ onClose, children }) => {
    useKeyDown(document, true, (event) => isEscape(event) && onClose())
    return (
      <div role="dialog" aria-label="Host">
        {children}
      </div>
    )
  },
  'MUI, which closes even if the default is prevented': ({ onClose, children }) => (
    <div role="dialog" aria-label="Host" onKeyDown={(event) => isEscape(event) && onClose()}>
      {children}
    </div>
  ),
  'Headless UI, which listens on the window': ({ onClose, children }) => {
    useKeyDown(window, false, (event) => isEscape(event) && !event.defaultPrevented && onClose())
    return (
      <div role="dialog" aria-label="Host">
        {children}
      </div>
    )
  },
  'React Aria, which moves the focus itself on Tab': ({ onClose, children }) => (
    <div
      role="dialog"
      aria-label="Host"
      onKeyDown={(event) => {
        if (isEscape(event)) onClose()
        if (event.key !== 'Tab') return
        event.preventDefault()
        const [first] = event.currentTarget.querySelectorAll<HTMLElement>('button')
        first?.focus()
      }}
    >
      {children}
    </div>
  ),
}

describe.each(Object.entries(modals))('in %s', (_, Modal) => {
  const renderInModal = (widget: ReactNode) => {
    const onClose = vi.fn()
    render(
      <Modal onClose={onClose}>
        <button type="button">Host’s button</button>
        <ClaudeProvider viewerId="e-17" fetch={createStubServer().fetch}>
          {widget}
        </ClaudeProvider>
      </Modal>,
    )
    return onClose
  }

  /** Presses Escape until the host's modal closes, and returns the number of presses. */
  const countEscapes = async (onClose: ReturnType<typeof vi.fn>) => {
    for (let count = 1; count <= 3; count++) {
      await userEvent.keyboard('{Escape}')
      if (onClose.mock.calls.length > 0) return count
    }
    return Number.POSITIVE_INFINITY
  }

  test('Escape closes the dialog in a widget first, and then the modal', async () => {
    const onClose = renderInModal(<ConnectClaude canManage />)
    await page.getByRole('button', { name: 'Disconnect…' }).click()
    await expect.element(page.getByRole('dialog', { name: 'Disconnect Claude?' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog', { name: 'Disconnect Claude?' })).not.toBeInTheDocument()
    expect(onClose).not.toHaveBeenCalled()
    expect(await countEscapes(onClose)).toBe(1)
  })

  test('Escape closes the dialog in a widget after a click on its text', async () => {
    const onClose = renderInModal(<ConnectClaude canManage />)
    await page.getByRole('button', { name: 'Disconnect…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Disconnect Claude?' })
    await dialog.getByRole('heading').click()
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog).not.toBeInTheDocument()
    expect(onClose).not.toHaveBeenCalled()
  })

  test('Tab keeps the focus in the dialog in a widget', async () => {
    renderInModal(<ConnectClaude canManage />)
    await page.getByRole('button', { name: 'Disconnect…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Disconnect Claude?' })
    await expect.element(dialog).toBeVisible()
    const focused = new Set<Element | null>()
    for (let presses = 0; presses < 3; presses++) {
      focused.add(document.activeElement)
      expect(dialog.element().contains(document.activeElement)).toBe(true)
      await userEvent.tab()
    }
    expect(focused.size).toBe(3)
  })

  test('Escape closes the list of employees first, and then the modal', async () => {
    const onClose = renderInModal(<ClaudeUserMapping />)
    await page
      .getByRole('button', { name: /^Change/ })
      .first()
      .click()
    await page.getByRole('combobox').fill('Maya')
    await expect.element(page.getByRole('listbox')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    expect(onClose).not.toHaveBeenCalled()
    expect(await countEscapes(onClose)).toBe(1)
  })

  test('Escape closes the list of columns first, and then the modal', async () => {
    const onClose = renderInModal(<TeamStats managerId="e-boss" />)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox').first().click()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('checkbox').first()).not.toBeInTheDocument()
    expect(onClose).not.toHaveBeenCalled()
    expect(await countEscapes(onClose)).toBe(1)
  })

  test('Escape empties a search first, and then closes the modal', async () => {
    const onClose = renderInModal(<TeamStats managerId="e-boss" />)
    const search = page.getByRole('searchbox')
    await search.fill('Aiko')
    await userEvent.keyboard('{Escape}')
    await expect.element(search).toHaveValue('')
    expect(onClose).not.toHaveBeenCalled()
    expect(await countEscapes(onClose)).toBe(1)
  })
})
