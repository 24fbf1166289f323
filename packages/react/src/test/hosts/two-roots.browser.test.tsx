import { type ReactNode, useId } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { ClaudeProvider } from '../../index.ts'
import '../../styles/index.css'
import { waitUntilLoaded } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { loadLazyParts } from '../load-lazy-parts.ts'
import { prefetchWidgets, widgets } from '../prefetch-widgets.tsx'

beforeAll(loadLazyParts)

/** Attributes that refer to elements by id, and the name that groups radio buttons. */
const references = ['for', 'name', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-activedescendant']

const findSharedNames = (containers: readonly Element[]) => {
  const [first, second] = containers.map(
    (container) =>
      new Set(
        [...container.querySelectorAll('*')].flatMap((element) =>
          ['id', ...references].flatMap((name) => element.getAttribute(name)?.split(' ') ?? []),
        ),
      ),
  )
  return first && second ? [...first].filter((name) => second.has(name)) : ['nothing was rendered']
}

/** Renders an element twice on a server, and hydrates each markup with a root of its own. */
const hydrateTwice = (element: ReactNode) => {
  const markup = renderToString(element)
  const onRecoverableError = vi.fn()
  const containers = [document.createElement('div'), document.createElement('div')]
  const roots = containers.map((container) => {
    document.body.append(container)
    container.innerHTML = markup
    return hydrateRoot(container, element, { onRecoverableError })
  })
  return {
    containers,
    onRecoverableError,
    unmount: () =>
      roots.forEach((root, index) => {
        root.unmount()
        containers[index]?.remove()
      }),
  }
}

const HostLabel = (): ReactNode => <p id={useId()}>The host’s own</p>

test('ids of useId are the same in two roots, which the tests below rely on', async () => {
  const { containers, unmount } = hydrateTwice(<HostLabel />)
  expect(findSharedNames(containers)).toHaveLength(1)
  unmount()
})

test.each(widgets)('two roots with $name share no id and no group of radio buttons', async ({ widget }) => {
  const stub = createStubServer()
  const queryClient = await prefetchWidgets(stub)
  const { containers, onRecoverableError, unmount } = hydrateTwice(
    <ClaudeProvider viewerId="e-17" fetch={stub.fetch} queryClient={queryClient}>
      {widget}
    </ClaudeProvider>,
  )
  for (const container of containers) await waitUntilLoaded(container)
  expect(containers.map((container) => container.querySelectorAll('[aria-labelledby]').length)).not.toContain(0)
  await expect.poll(() => findSharedNames(containers)).toEqual([])
  const countChecked = (container: Element) => container.querySelectorAll('input[type="radio"]:checked').length
  const radioGroups = new Set(
    [...(containers[0]?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])].map(({ name }) => name),
  )
  expect(containers.map(countChecked)).toEqual([radioGroups.size, radioGroups.size])
  expect(onRecoverableError).not.toHaveBeenCalled()
  unmount()
})
