import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections, omitAdminFields } from '../../test/fixtures.ts'
import { reconciliations } from '../../test/reconciliation-fixtures.ts'
import { SyncStatus } from './sync-status.tsx'

const meta = {
  title: 'SyncStatus',
  component: SyncStatus,
  parameters: createUsageDocs('SyncStatus', '<SyncStatus />'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof SyncStatus>
export default meta

type Story = StoryObj<typeof meta>

const createConnectionStory = (connection: ConnectionResponse, text: string | RegExp): Story =>
  createStubStory({ connection }, createTextPlay(text))

export const Connected: Story = createConnectionStory(connections.connected, 'Up to date')
export const MonthsNotComparable: Story = createStubStory(
  { reconciliation: reconciliations.mixed },
  createTextPlay('Checked against Claude’s totals'),
)
export const Syncing: Story = createStubStory(
  { connection: { ...connections.connected, syncing: true } },
  async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Syncing now' })).toBeVisible()
  },
)
export const SyncRequested: Story = createStubStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Sync now' }))
  await expect(await canvas.findByRole('button', { name: 'Syncing now' })).toBeVisible()
})
export const CouldNotSync: Story = createStubStory({ faults: { 'POST /sync': 'rate_limited' } }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Sync now' }))
  await expect(await canvas.findByRole('alert')).toHaveTextContent('rate_limited')
})
export const Connecting: Story = createConnectionStory(connections.connecting, 'Connecting')
export const ReadingHistory: Story = createConnectionStory(connections.backfilling, 'Reading history')
export const DaysMissing: Story = createStubStory({ connection: connections.gaps }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText(/days are missing/))
  await expect(canvas.getByText(/unknown, not zero/)).toBeVisible()
})
export const LastSyncFailed: Story = createConnectionStory(connections.failing, /Claude’s API could not be reached/)
export const FirstSyncFailed: Story = createConnectionStory(
  { ...connections.failing, status: 'connecting', coverage: null, lastSyncAt: null },
  'Last sync failed',
)
export const LastSyncFailedForEmployees: Story = createStubStory(
  { connection: omitAdminFields(connections.failing) },
  async ({ canvas }) => {
    await expect(await canvas.findByText('No new days could be read.')).toBeVisible()
    await expect(canvas.queryByText(/could not be reached/)).toBeNull()
  },
)
export const DirectoryOld: Story = createConnectionStory(
  connections.oldDirectory,
  /last read on 20 Nov\. If this lasts, managers see nobody from 24 Nov on/,
)
export const NeedsAttention: Story = createConnectionStory(connections.needsAttention, 'Needs attention')
export const NotConnected: Story = createConnectionStory(connections.disconnected, 'Not connected')
export const NotConnectedWithKeptCounts: Story = createConnectionStory(connections.kept, /are kept and stay visible/)
export const ForEmployees: Story = createConnectionStory(omitAdminFields(connections.connected), 'Up to date')
export const NeedsAttentionForEmployees: Story = createConnectionStory(
  omitAdminFields(connections.needsAttention),
  /An admin can fix this; you have nothing to do/,
)
export const NotConnectedForEmployees: Story = createConnectionStory(
  omitAdminFields(connections.disconnected),
  /An admin connects it once, for everyone/,
)

const connectionRoute = 'GET /connection'
export const CouldNotLoad: Story = createStubStory(
  { faults: { [connectionRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [connectionRoute]: 'internal_error' } },
  createRetryPlay(connectionRoute, 'Up to date'),
)
export const Loading: Story = createStubStory(
  { faults: { [connectionRoute]: 'pending' } },
  createTextPlay('Loading how current the Claude usage is'),
)
