import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { StatsPanel } from '../index.ts'
import { ClaudeTestProvider, createFakeServer } from './index.ts'

afterEach(cleanup)

const panel = <StatsPanel employeeId="e-17" employeeName="Maya Chen" />

test('a page in ClaudeTestProvider shows figures without a network', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch')
  render(panel, { wrapper: ClaudeTestProvider })
  await expect.element(page.getByText('Active on 22 of 30 days')).toBeVisible()
  expect(fetch.mock.calls.filter(([url]) => String(url).includes('/api/claude'))).toEqual([])
})

test('a test decides what the server answers, and sees the requests', async () => {
  const server = createFakeServer({ stats: { claudeUsers: 0 } })
  render(
    <ClaudeTestProvider server={server} viewerId="e-1">
      {panel}
    </ClaudeTestProvider>,
  )
  await expect.poll(() => document.body.textContent).toContain('maya.chen@chen.example')
  expect(server.requests.map(({ path }) => path.split('?')[0])).toContain('/api/claude/claude-users')
})
