import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { initialConnectState } from '../connect-claude/machine.ts'
import { clientProblem } from '../fetch/claude-problem.ts'
import { connections, forEmployees, now } from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-server.ts'
import { usage } from '../test/usage.ts'
import { SyncStatus } from './sync-status.tsx'
import { SyncStatusView } from './view.tsx'

const meta = {
  title: 'SyncStatus',
  component: SyncStatusView,
  parameters: usage('SyncStatus', '<SyncStatus />'),
  decorators: [
    (Story) => (
      <StoryProvider>
        <Story />
      </StoryProvider>
    ),
  ],
  args: {
    connection: connections.connected,
    problem: null,
    onRetry: () => {},
    state: initialConnectState,
    onSync: () => {},
    now,
    headingLevel: 2,
  },
} satisfies Meta<typeof SyncStatusView>
export default meta

type Story = StoryObj<typeof meta>

export const Connected: Story = {}
export const Syncing: Story = { args: { connection: { ...connections.connected, syncing: true } } }
export const Connecting: Story = { args: { connection: connections.connecting } }
export const ReadingHistory: Story = { args: { connection: connections.backfilling } }
export const DaysMissing: Story = {
  args: { connection: connections.gaps },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText(/days are missing/))
    await expect(canvas.getByText(/never as zero/)).toBeVisible()
  },
}
export const NeedsAttention: Story = { args: { connection: connections.needsAttention } }
export const CouldNotSync: Story = {
  args: {
    state: {
      ...initialConnectState,
      failure: {
        task: 'sync',
        code: 'rate_limited',
        title: 'Claude’s API allows no more requests this minute.',
        detail: 'Nothing is lost. The limit is shared by all tools of your organization: try again in a minute.',
        requestId: 'req_011CVb3kPq',
      },
    },
  },
}
export const NotConnected: Story = { args: { connection: connections.disconnected } }
export const NotConnectedWithKeptCounts: Story = { args: { connection: connections.kept } }
export const ForEmployees: Story = { args: { connection: forEmployees(connections.connected) } }
export const NeedsAttentionForEmployees: Story = { args: { connection: forEmployees(connections.needsAttention) } }
export const NotConnectedForEmployees: Story = { args: { connection: forEmployees(connections.disconnected) } }
export const OnAServer: Story = { args: { now: null } }
export const CouldNotLoad: Story = { args: { connection: null, problem: clientProblem('server_unreachable', 0) } }
export const Loading: Story = { args: { connection: null } }

/** The whole widget over a server in memory. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub().fetch}>
      <SyncStatus />
    </StoryProvider>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Sync now' }))
    await expect(await canvas.findByRole('button', { name: 'Syncing now' })).toBeVisible()
  },
}
