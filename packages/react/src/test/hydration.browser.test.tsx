import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ClaudeProvider } from '../index.ts'
import { createStubServer } from './create-stub-server.ts'
import { connections } from './fixtures.ts'
import { loadLazyParts } from './load-lazy-parts.ts'
import { prefetchWidgets, widgets } from './prefetch-widgets.tsx'

const stub = createStubServer({ connection: connections.backfilling })

const createPage = (queryClient: QueryClient): ReactNode => (
  <ClaudeProvider viewerId="e-17" fetch={stub.fetch} queryClient={queryClient}>
    {widgets.map(({ name, widget }) => (
      <Fragment key={name}>{widget}</Fragment>
    ))}
  </ClaudeProvider>
)

// A server has loaded all lazy chunks.
beforeAll(loadLazyParts)

test.each(['with', 'without'])('a page that a server rendered %s data is hydrated without errors', async (data) => {
  const serverClient = data === 'with' ? await prefetchWidgets(stub) : new QueryClient()
  const container = document.createElement('div')
  document.body.append(container)
  container.innerHTML = renderToString(createPage(serverClient))
  expect(container.innerHTML).not.toContain('<!--$!-->')
  const serverElements = [...container.querySelectorAll('.claude-root, .claude-root li, .claude-root dl, [role=row]')]

  const queryClient = new QueryClient()
  hydrate(queryClient, JSON.parse(JSON.stringify(dehydrate(serverClient))))
  const errors = vi.spyOn(console, 'error')
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(container, createPage(queryClient), { onRecoverableError })
  await expect.element(page.getByRole('heading', { name: 'Claude Code' }).first()).toBeVisible()
  await expect.element(page.getByText('1,290 of 1,342').first()).toBeVisible()
  await expect.element(page.getByText('Reading history')).toBeVisible()
  await expect.element(page.getByText('Perhaps Maya Chen')).toBeVisible()
  await expect.element(page.getByText(/of 120 people used Claude/)).toBeVisible()
  await expect.element(page.getByText('2 times, last at 10:20').first()).toBeVisible()
  await expect.element(page.getByRole('row', { name: /^Aiko Tanaka/ })).toBeVisible()
  await expect.element(page.getByText('All figures').first()).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Copy as text' })).toBeVisible()
  if (data === 'with') expect(serverElements.filter((element) => !element.isConnected)).toEqual([])
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
  root.unmount()
  container.remove()
})
