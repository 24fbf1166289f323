import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, userEvent, within } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { analyticsKey, connections, invitationFixture, omitAdminFields, previewFixture } from '../../test/fixtures.ts'
import { ConnectClaude } from './connect-claude.tsx'

const meta = {
  title: 'ConnectClaude',
  component: ConnectClaude,
  parameters: createUsageDocs('ConnectClaude', '<ConnectClaude canManage={viewer.isAdmin} invitationUrl="/connect" />'),
  args: { canManage: true, headingLevel: 2 },
} satisfies Meta<typeof ConnectClaude>
export default meta

type Story = StoryObj<typeof meta>
type Canvas = Parameters<Play>[0]['canvas']

const createStory = (connection: ConnectionResponse, play: Play): Story => createStubStory({ connection }, play)

const clickButton = async (canvas: Canvas, name: string) =>
  await userEvent.click(await canvas.findByRole('button', { name }))

const pasteKey = async (canvas: Canvas, key: string) => {
  await userEvent.click(await canvas.findByLabelText('Analytics API key'))
  await userEvent.paste(key)
}

/** Creates a story in which an admin of an account that is not connected pastes a key and checks it. */
const createCheckStory = (options: StubServerOptions, play: Play): Story =>
  createStubStory({ connection: connections.disconnected, ...options }, async (context) => {
    await pasteKey(context.canvas, analyticsKey)
    await clickButton(context.canvas, 'Check')
    await play(context)
  })

export const NotConnected: Story = createStory(connections.disconnected, createTextPlay('Paste the key'))
export const NotConnectedWithKeptCounts: Story = createStory(
  connections.kept,
  createTextPlay(/are kept\. Connect again/),
)
export const WrongKindOfKey: Story = createStory(connections.disconnected, async ({ canvas }) => {
  await pasteKey(canvas, 'sk-ant-admin01-abc')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('This is a Console admin key.')
})
export const Checking: Story = createCheckStory(
  { faults: { 'POST /connection/preview': 'pending' } },
  createTextPlay('Checking…'),
)
export const KeyRefusedByClaude: Story = createCheckStory(
  { faults: { 'POST /connection/preview': 'scope_missing' } },
  async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('This key may not read analytics.')
  },
)
export const Checked: Story = createCheckStory({}, createTextPlay('1,142 of 1,187'))
export const CheckedLargeOrganization: Story = createCheckStory(
  { preview: { ...previewFixture, claudeUsers: 10_000, matched: 9_712, more: true } },
  createTextPlay('9,712 of the first 10,000'),
)
export const JustConnected: Story = createCheckStory({}, async ({ canvas }) => {
  await canvas.findByText('1,142 of 1,187')
  await clickButton(canvas, 'Connect Claude')
  await expect(await canvas.findByRole('progressbar', { name: /history/ })).toBeVisible()
})
export const Connecting: Story = createStory(
  connections.connecting,
  createTextPlay(/^Newest first\. The first numbers appear/),
)
export const Reconnecting: Story = createStory(connections.reconnecting, createTextPlay('Connecting'))
export const Backfilling: Story = createStory(connections.backfilling, createTextPlay(/^120 of 324 days/))
export const BackfillWaiting: Story = createStory(connections.waiting, createTextPlay(/^Reading goes on at/))
export const Connected: Story = createStory(connections.connected, createTextPlay('1,290 of 1,342'))
export const SyncRequested: Story = createStory(connections.connected, async ({ canvas }) => {
  await clickButton(canvas, 'Sync now')
  await expect(await canvas.findByText('A sync has started.')).toBeInTheDocument()
})
export const NoLongerAdmin: Story = createStubStory(
  { faults: { 'POST /sync': 'not_permitted' } },
  async ({ canvas }) => {
    await clickButton(canvas, 'Sync now')
    await expect(await canvas.findByRole('alert')).toHaveTextContent('not_permitted')
  },
)
export const TenThousandPeople: Story = createStory(
  { ...connections.connected, people: { claudeUsers: 10_000, matched: 9_876, ignored: 24 } },
  createTextPlay('9,876 of 10,000'),
)
export const ConnectedWithGaps: Story = createStory(connections.gaps, createTextPlay(/days could not be read/))
export const FailedDays: Story = createStory(connections.gaps, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText(/^Days that failed/))
  await expect(canvas.getByText(/tried 8 times, again/)).toBeVisible()
})
export const ReplacingTheKey: Story = createStory(connections.connected, async ({ canvas }) => {
  await clickButton(canvas, 'Replace key')
  await expect(await canvas.findByRole('button', { name: 'Use this key' })).toBeVisible()
})
const openInvitation = async (canvas: Canvas) =>
  await userEvent.click(await canvas.findByText(/Send them a one-time link/))

const createInviteStory = (options: StubServerOptions, play: Play): Story => ({
  ...createStubStory({ connection: connections.disconnected, ...options }, async (context) => {
    await openInvitation(context.canvas)
    await play(context)
  }),
  args: { invitationUrl: '/connect' },
})

export const InvitingTheOwner: Story = createInviteStory({}, createTextPlay(/^Send them a link/))
export const InvitationMade: Story = createInviteStory({}, async ({ canvas }) => {
  await clickButton(canvas, 'Make a link')
  await expect(await canvas.findByText(/connect#cinv_/)).toBeVisible()
})
export const EarlierInvitationStillValid: Story = createInviteStory(
  { connection: { ...connections.disconnected, invitation: { expiresAt: invitationFixture.expiresAt } } },
  createTextPlay(/^A link that was made earlier works until/),
)
export const InvitationCouldNotBeMade: Story = createInviteStory(
  { faults: { 'POST /connection/invitation': 'internal_error' } },
  async ({ canvas }) => {
    await clickButton(canvas, 'Make a link')
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  },
)
export const InvitingToReplaceTheKey: Story = {
  ...createStubStory({ connection: connections.needsAttention }, async ({ canvas }) => {
    await clickButton(canvas, 'Replace key')
    await openInvitation(canvas)
    await expect(await canvas.findByRole('button', { name: 'Make a link' })).toBeVisible()
  }),
  args: { invitationUrl: '/connect' },
}
export const Disconnecting: Story = createStory(connections.connected, async ({ canvas }) => {
  await clickButton(canvas, 'Disconnect…')
  await expect(await canvas.findByRole('dialog', { name: 'Disconnect Claude?' })).toBeVisible()
})
export const Disconnected: Story = createStory(connections.connected, async ({ canvas }) => {
  await clickButton(canvas, 'Disconnect…')
  const dialog = within(await canvas.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('button', { name: 'Disconnect' }))
  await expect(await canvas.findByText(/are kept\. Connect again/)).toBeVisible()
})
export const DirectoryStale: Story = createStory(
  connections.staleDirectory,
  createTextPlay(/last read on 17 Nov\. Managers see nobody until it is read again/),
)
export const NeedsAttention: Story = createStory(connections.needsAttention, createTextPlay('No new days can be read'))

const createEmployeeStory = (connection: ConnectionResponse, text: string | RegExp): Story => ({
  ...createStory(omitAdminFields(connection), createTextPlay(text)),
  args: { canManage: false },
})
export const EmployeeConnected: Story = createEmployeeStory(connections.connected, /There is nothing for you to do/)
export const EmployeeNotConnected: Story = createEmployeeStory(connections.disconnected, /An admin connects it once/)
export const EmployeeConnecting: Story = createEmployeeStory(connections.connecting, /Numbers appear within the hour/)
export const EmployeeNeedsAttention: Story = createEmployeeStory(connections.needsAttention, /An admin can fix this/)

const route = 'GET /connection'
export const CouldNotLoad: Story = createStubStory(
  { faults: { [route]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [route]: 'internal_error' } },
  createRetryPlay(route, '1,290 of 1,342'),
)
export const Loading: Story = createStubStory(
  { faults: { [route]: 'pending' } },
  createTextPlay('Loading the connection to Claude'),
)
