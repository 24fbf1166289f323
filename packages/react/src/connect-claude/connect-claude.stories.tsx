import type { Meta, StoryObj } from '@storybook/react-vite'
import { clientProblem } from '../fetch/claude-problem.ts'
import { connections, forEmployees, now, previewFixture } from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-server.ts'
import { usage } from '../test/usage.ts'
import { ConnectClaude } from './connect-claude.tsx'
import { keyFailure } from './key-failure.ts'
import { connectReducer, initialConnectState } from './machine.ts'
import { ConnectClaudeView } from './view.tsx'

const done = () => {}

const meta = {
  title: 'ConnectClaude',
  component: ConnectClaudeView,
  parameters: usage('ConnectClaude', '<ConnectClaude canManage={viewer.isAdmin} />'),
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
    onRetry: done,
    canManage: true,
    state: initialConnectState,
    actions: {
      edit: done,
      check: async () => {},
      connect: async () => true,
      open: done,
      close: done,
      sync: done,
      disconnect: done,
    },
    now,
    headingLevel: 2,
  },
} satisfies Meta<typeof ConnectClaudeView>
export default meta

type Story = StoryObj<typeof meta>

const failure = { code: 'scope_missing', requestId: 'req_011CVb3kPq' } as const

export const NotConnected: Story = { args: { connection: connections.disconnected } }
export const NotConnectedWithKeptCounts: Story = { args: { connection: connections.kept } }
export const WrongKindOfKey: Story = {
  args: {
    connection: connections.disconnected,
    state: connectReducer(initialConnectState, { type: 'edited', failure: keyFailure('key_is_admin') }),
  },
}
export const KeyRefusedByClaude: Story = {
  args: {
    connection: connections.disconnected,
    state: {
      ...initialConnectState,
      failure: {
        ...failure,
        task: 'check',
        title: 'This key may not read analytics.',
        detail: 'Its scopes are fixed when it is made. Create a new key with the scope read:analytics.',
      },
    },
  },
}
export const Checking: Story = {
  args: { connection: connections.disconnected, state: { ...initialConnectState, task: 'check' } },
}
export const Checked: Story = {
  args: { connection: connections.disconnected, state: { ...initialConnectState, preview: previewFixture } },
}
export const CheckedALargeOrganization: Story = {
  args: {
    connection: connections.disconnected,
    state: { ...initialConnectState, preview: { ...previewFixture, claudeUsers: 3000, matched: 2912, more: true } },
  },
}
export const Connecting: Story = { args: { connection: connections.connecting } }
export const ConnectingAgain: Story = { args: { connection: connections.reconnecting } }
export const ReadingHistory: Story = { args: { connection: connections.backfilling } }
export const WaitingToReadOn: Story = { args: { connection: connections.waiting } }
export const Connected: Story = {}
export const ConnectedWithGaps: Story = { args: { connection: connections.gaps } }
export const FailedDays: Story = {
  ...ConnectedWithGaps,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByText(/^Days that failed/))
  },
}
export const ReplacingTheKey: Story = { args: { state: { ...initialConnectState, open: 'replace' } } }
export const Disconnecting: Story = { args: { state: { ...initialConnectState, open: 'disconnect' } } }
export const NeedsAttention: Story = { args: { connection: connections.needsAttention } }
export const Loading: Story = { args: { connection: null } }
export const CouldNotLoad: Story = { args: { connection: null, problem: clientProblem('server_unreachable', 0) } }
export const EmployeeConnected: Story = { args: { connection: forEmployees(connections.connected), canManage: false } }
export const EmployeeNotConnected: Story = {
  args: { connection: forEmployees(connections.disconnected), canManage: false },
}

/** The whole widget over a server in memory: any key that looks like one is accepted. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub({ connection: connections.disconnected }).fetch}>
      <ConnectClaude canManage />
    </StoryProvider>
  ),
}
