import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections, omitAdminFields } from '../../test/fixtures.ts'
import { totalsFixtures } from '../../test/totals-fixtures.ts'
import { PublishedTotals } from './published-totals.tsx'

const meta = {
  title: 'PublishedTotals',
  component: PublishedTotals,
  parameters: createUsageDocs('PublishedTotals', '<PublishedTotals />'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof PublishedTotals>
export default meta

type Story = StoryObj<typeof meta>

const totalsRoute = 'GET /totals'

export const Company: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await canvas.findByText('about 75')).toBeVisible()
  await expect(canvas.getByText('Active in the newest settled week, 2 Nov – 8 Nov.')).toBeVisible()
  await userEvent.click(canvas.getByRole('button', { name: 'Show all 44 weeks' }))
  await expect(canvas.getByText('5 Jan – 11 Jan')).toBeVisible()
})
export const FewerThanFive: Story = createStubStory(
  { totals: totalsFixtures.few },
  createTextPlay('Active in the newest settled week, 2 Nov – 8 Nov.'),
)
export const LargeCompany: Story = createStubStory({ totals: totalsFixtures.large }, createTextPlay('about 84,000'))
export const FirstWeek: Story = createStubStory({ totals: totalsFixtures.single }, createTextPlay('2 Nov – 8 Nov'))
export const WeeksWithoutTotal: Story = createStubStory({ totals: totalsFixtures.gap }, async ({ canvas }) => {
  await expect(await canvas.findAllByText('No total: days are missing')).toHaveLength(2)
})
export const HistoryStillBeingRead: Story = createStubStory(
  { connection: omitAdminFields(connections.backfilling) },
  createTextPlay(/older weeks follow/),
)
export const NoLongerConnected: Story = createStubStory(
  { connection: omitAdminFields(connections.kept) },
  createTextPlay(/no new week follows/),
)

const createEmptyStory = (connection: ConnectionResponse, reason: string): Story =>
  createStubStory({ totals: totalsFixtures.none, connection: omitAdminFields(connection) }, createTextPlay(reason))
export const NoWeekYet: Story = createEmptyStory(connections.connected, 'No week is published yet')
export const NotConnected: Story = createEmptyStory(connections.disconnected, 'Claude is not connected')
export const NeedsAttention: Story = createEmptyStory(connections.needsAttention, 'Claude cannot be read at the moment')

export const NotPermitted: Story = createStubStory(
  { faults: { [totalsRoute]: 'not_permitted' } },
  createTextPlay('The totals are not shared with you'),
)
export const CouldNotLoad: Story = createStubStory(
  { faults: { [totalsRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [totalsRoute]: 'internal_error' } },
  createRetryPlay(totalsRoute, 'about 75'),
)
export const Loading: Story = createStubStory(
  { faults: { [totalsRoute]: 'pending' } },
  createTextPlay('Loading the company totals'),
)
