import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { AccessLog } from '../widgets/access-log/access-log.tsx'
import { AdoptionOverview } from '../widgets/adoption-overview/adoption-overview.tsx'
import { AuditLog } from '../widgets/audit-log/audit-log.tsx'
import { ClaudeUserMapping } from '../widgets/claude-user-mapping/claude-user-mapping.tsx'
import { ConnectClaude } from '../widgets/connect-claude/connect-claude.tsx'
import { PublishedTotals } from '../widgets/published-totals/published-totals.tsx'
import { StatsPanel } from '../widgets/stats-panel/stats-panel.tsx'
import { SyncStatus } from '../widgets/sync-status/sync-status.tsx'
import { TeamStats } from '../widgets/team-stats/team-stats.tsx'
import { createStubServer, type SentRequest } from './create-stub-server.ts'
import { connections } from './fixtures.ts'
import { renderWidget } from './render-widget.tsx'

/** The widgets that show what a sync reads, with the path that each of them requests. */
const widgets: readonly (readonly [name: string, path: string, widget: ReactNode])[] = [
  ['AccessLog', '/api/claude/employees/e-17/access', <AccessLog key="access" employeeId="e-17" />],
  ['AdoptionOverview', '/api/claude/adoption?', <AdoptionOverview key="adoption" />],
  ['AuditLog', '/api/claude/log', <AuditLog key="audit" />],
  ['ClaudeUserMapping', '/api/claude/claude-users?', <ClaudeUserMapping key="mapping" />],
  ['PublishedTotals', '/api/claude/totals', <PublishedTotals key="totals" />],
  ['StatsPanel', '/api/claude/employees/e-17/stats?', <StatsPanel key="stats" employeeId="e-17" />],
  ['TeamStats', '/api/claude/teams/e-1/stats?', <TeamStats key="team" managerId="e-1" />],
]

/** A server whose connection can change, as it does after a sync or an erase by someone else. */
const createChangingServer = (connection: ConnectionResponse) => {
  const server = createStubServer()
  let current = connection
  const fetch: typeof globalThis.fetch = async (input, init) =>
    String(input).endsWith('/connection') ? Response.json(current) : await server.fetch(input, init)
  const setConnection = (next: ConnectionResponse) => {
    current = next
  }
  return { fetch, setConnection, requests: server.requests }
}

const countRequests = (requests: readonly SentRequest[], path: string) =>
  requests.filter((request) => request.path.startsWith(path)).length

/** Waits until every widget has sent more requests than were sent before. */
const expectNewRequests = async (requests: readonly SentRequest[], sentBefore: readonly SentRequest[] = []) => {
  const listSilentWidgets = () =>
    widgets.flatMap(([name, path]) => (countRequests(requests, path) > countRequests(sentBefore, path) ? [] : name))
  // The first test of a run also waits for the code of all widgets.
  await expect.poll(listSilentWidgets, { timeout: 40_000 }).toEqual([])
}

const syncing: ConnectionResponse = { ...connections.connected, syncing: true }
const synced: ConnectionResponse = { ...connections.connected, lastSyncAt: '2026-11-22T11:00:09Z' }

test('every widget of a page requests its data again within seconds of the end of a sync', async () => {
  const { requests, fetch, setConnection } = createChangingServer(syncing)
  renderWidget([<SyncStatus key="sync" />, ...widgets.map(([, , widget]) => widget)], {}, { fetch })
  await expectNewRequests(requests)
  const sentBefore = [...requests]
  setConnection(synced)
  await expectNewRequests(requests, sentBefore)
})

test('every widget of a page requests its data again when an admin erases everything', async () => {
  const { stub } = renderWidget([<ConnectClaude key="connect" canManage />, ...widgets.map(([, , widget]) => widget)])
  await expectNewRequests(stub.requests)
  await page.getByRole('button', { name: 'Disconnect…' }).click()
  await page.getByRole('radio', { name: /Keep it/ }).click({ force: true })
  const sentBefore = [...stub.requests]
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expectNewRequests(stub.requests, sentBefore)
})

test('after a link, the log is requested again, and a sync leaves the linked Claude user in the list', async () => {
  const { requests, fetch, setConnection } = createChangingServer(syncing)
  renderWidget(
    [<SyncStatus key="sync" />, <ClaudeUserMapping key="mapping" />, <AuditLog key="audit" />],
    {},
    { fetch },
  )
  await page.getByRole('button', { name: /^Link .* to Maya Chen$/ }).click()
  const linkedRow = page.getByText('Linked to Maya Chen', { exact: true })
  await expect.element(linkedRow).toBeVisible()
  const countLogs = () => countRequests(requests, '/api/claude/log')
  await expect.poll(countLogs).toBe(2)
  const countLists = () => countRequests(requests, '/api/claude/claude-users?')
  const listCount = countLists()
  setConnection(synced)
  await expect.poll(countLogs).toBe(3)
  expect(countLists()).toBe(listCount)
  await expect.element(linkedRow).toBeVisible()
})
