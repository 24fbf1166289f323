import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, userEvent, within } from 'storybook/test'
import { type Play, expectText, createStubStory, expectRetry } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { analyticsKey, connections, forEmployees, previewFixture } from '../../test/fixtures.ts'
import type { StubOptions } from '../../test/stub-server.ts'
import { ConnectClaude } from './connect-claude.tsx'

const meta = {
  title: 'ConnectClaude',
  component: ConnectClaude,
  parameters: createUsageDocs('ConnectClaude', '<ConnectClaude canManage={viewer.isAdmin} />'),
  args: { canManage: true, headingLevel: 2 },
} satisfies Meta<typeof ConnectClaude>
export default meta

type Story = StoryObj<typeof meta>
type Canvas = Parameters<Play>[0]['canvas']

const over = (connection: ConnectionResponse, play: Play): Story => createStubStory({ connection }, play)

const press = async (canvas: Canvas, name: string) => await userEvent.click(await canvas.findByRole('button', { name }))

const paste = async (canvas: Canvas, key: string) => {
  await userEvent.click(await canvas.findByRole('textbox', { name: 'Analytics API key' }))
  await userEvent.paste(key)
}

/** Nothing is connected, and a key is pasted and checked. */
const checked = (options: StubOptions, play: Play): Story =>
  createStubStory({ connection: connections.disconnected, ...options }, async (context) => {
    await paste(context.canvas, analyticsKey)
    await press(context.canvas, 'Check')
    await play(context)
  })

export const NotConnected: Story = over(connections.disconnected, expectText('Paste the key'))
export const NotConnectedWithKeptCounts: Story = over(connections.kept, expectText(/are kept\. Connect again/))
export const WrongKindOfKey: Story = over(connections.disconnected, async ({ canvas }) => {
  await paste(canvas, 'sk-ant-admin01-abc')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('This is a Console admin key.')
})
export const Checking: Story = checked({ failing: { 'POST /connection/preview': 'pending' } }, expectText('Checking…'))
export const KeyRefusedByClaude: Story = checked(
  { failing: { 'POST /connection/preview': 'scope_missing' } },
  async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('This key may not read analytics.')
  },
)
export const Checked: Story = checked({}, expectText('1,142 of 1,187'))
export const CheckedALargeOrganization: Story = checked(
  { preview: { ...previewFixture, claudeUsers: 10_000, matched: 9_712, more: true } },
  expectText('9,712 of the first 10,000'),
)
export const JustConnected: Story = checked({}, async ({ canvas }) => {
  await canvas.findByText('1,142 of 1,187')
  await press(canvas, 'Connect Claude')
  await expect(await canvas.findByRole('progressbar', { name: /history/ })).toBeVisible()
})
export const Connecting: Story = over(connections.connecting, expectText(/^Newest first\. The first numbers appear/))
export const ConnectingAgain: Story = over(connections.reconnecting, expectText('Connecting'))
export const ReadingHistory: Story = over(connections.backfilling, expectText(/^120 of 324 days/))
export const WaitingToReadOn: Story = over(connections.waiting, expectText(/^Reading goes on at/))
export const Connected: Story = over(connections.connected, expectText('1,290 of 1,342'))
export const AskedToSync: Story = over(connections.connected, async ({ canvas }) => {
  await press(canvas, 'Sync now')
  await expect(await canvas.findByText('A sync has started.')).toBeInTheDocument()
})
export const NoLongerAdmin: Story = createStubStory({ failing: { 'POST /sync': 'admin_only' } }, async ({ canvas }) => {
  await press(canvas, 'Sync now')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('admin_only')
})
export const TenThousandPeople: Story = over(
  { ...connections.connected, people: { claudeUsers: 10_000, matched: 9_876 } },
  expectText('9,876 of 10,000'),
)
export const ConnectedWithGaps: Story = over(connections.gaps, expectText(/days could not be read/))
export const FailedDays: Story = over(connections.gaps, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText(/^Days that failed/))
  await expect(canvas.getByText(/tried 8 times, and not again/)).toBeVisible()
})
export const ReplacingTheKey: Story = over(connections.connected, async ({ canvas }) => {
  await press(canvas, 'Replace key')
  await expect(await canvas.findByRole('button', { name: 'Use this key' })).toBeVisible()
})
export const Disconnecting: Story = over(connections.connected, async ({ canvas }) => {
  await press(canvas, 'Disconnect…')
  await expect(await canvas.findByRole('dialog', { name: 'Disconnect Claude?' })).toBeVisible()
})
export const Disconnected: Story = over(connections.connected, async ({ canvas }) => {
  await press(canvas, 'Disconnect…')
  const dialog = within(await canvas.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('button', { name: 'Disconnect' }))
  await expect(await canvas.findByText(/are kept\. Connect again/)).toBeVisible()
})
export const NeedsAttention: Story = over(connections.needsAttention, expectText('No new days can be read'))

const employee = (connection: ConnectionResponse, text: string | RegExp): Story => ({
  ...over(forEmployees(connection), expectText(text)),
  args: { canManage: false },
})
export const EmployeeConnected: Story = employee(connections.connected, /There is nothing for you to do/)
export const EmployeeNotConnected: Story = employee(connections.disconnected, /An admin connects it once/)
export const EmployeeConnecting: Story = employee(connections.connecting, /Numbers appear within the hour/)
export const EmployeeNeedsAttention: Story = employee(connections.needsAttention, /An admin can put this right/)

const route = 'GET /connection'
export const CouldNotLoad: Story = createStubStory(
  { failing: { [route]: 'unreachable' } },
  expectText('The server could not be reached.'),
)
export const TriedAgain: Story = createStubStory({ failing: { [route]: 'internal_error' } }, expectRetry(route, '1,290 of 1,342'))
export const Loading: Story = createStubStory({ failing: { [route]: 'pending' } }, expectText('Loading the connection to Claude'))
