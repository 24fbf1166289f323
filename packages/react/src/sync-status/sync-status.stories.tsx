import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { connections, forEmployees } from '../test/fixtures.ts'
import { says, served, triesAgain } from '../test/served.ts'
import { usage } from '../test/usage.ts'
import { SyncStatus } from './sync-status.tsx'

const meta = {
  title: 'SyncStatus',
  component: SyncStatus,
  parameters: usage('SyncStatus', '<SyncStatus />'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof SyncStatus>
export default meta

type Story = StoryObj<typeof meta>

const over = (connection: ConnectionResponse, text: string | RegExp): Story => served({ connection }, says(text))

export const Connected: Story = over(connections.connected, 'Up to date')
export const Syncing: Story = served(
  { connection: { ...connections.connected, syncing: true } },
  async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Syncing now' })).toBeVisible()
  },
)
export const AskedToSync: Story = served({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Sync now' }))
  await expect(await canvas.findByRole('button', { name: 'Syncing now' })).toBeVisible()
})
export const CouldNotSync: Story = served({ failing: { 'POST /sync': 'rate_limited' } }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Sync now' }))
  await expect(await canvas.findByRole('alert')).toHaveTextContent('rate_limited')
})
export const Connecting: Story = over(connections.connecting, 'Connecting')
export const ReadingHistory: Story = over(connections.backfilling, 'Reading history')
export const DaysMissing: Story = served({ connection: connections.gaps }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText(/days are missing/))
  await expect(canvas.getByText(/never as zero/)).toBeVisible()
})
export const LastSyncFailed: Story = over(connections.failing, /Claude’s API could not be reached/)
export const FirstSyncFailed: Story = over(
  { ...connections.failing, status: 'connecting', coverage: null, lastSyncAt: null },
  'Last sync failed',
)
export const LastSyncFailedForEmployees: Story = served(
  { connection: forEmployees(connections.failing) },
  async ({ canvas }) => {
    await expect(await canvas.findByText('No new days could be read.')).toBeVisible()
    await expect(canvas.queryByText(/could not be reached/)).toBeNull()
  },
)
export const NeedsAttention: Story = over(connections.needsAttention, 'Needs attention')
export const NotConnected: Story = over(connections.disconnected, 'Not connected')
export const NotConnectedWithKeptCounts: Story = over(connections.kept, /are kept and stay visible/)
export const ForEmployees: Story = over(forEmployees(connections.connected), 'Up to date')
export const NeedsAttentionForEmployees: Story = over(
  forEmployees(connections.needsAttention),
  /An admin can put this right; you have nothing to do/,
)
export const NotConnectedForEmployees: Story = over(
  forEmployees(connections.disconnected),
  /An admin connects it once, for everyone/,
)

const route = 'GET /connection'
export const CouldNotLoad: Story = served(
  { failing: { [route]: 'unreachable' } },
  says('The server could not be reached.'),
)
export const TriedAgain: Story = served({ failing: { [route]: 'internal_error' } }, triesAgain(route, 'Up to date'))
export const Loading: Story = served(
  { failing: { [route]: 'pending' } },
  says('Loading how current the Claude usage is'),
)
