import type { Meta, StoryObj } from '@storybook/react-vite'
import { addDays, type ConnectionResponse, lastDays, type Period } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import type { AdoptionFixtureOptions } from '../../test/adoption-fixtures.ts'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections, latestDay, omitAdminFields } from '../../test/fixtures.ts'
import { AdoptionOverview } from './adoption-overview.tsx'

const meta = {
  title: 'AdoptionOverview',
  component: AdoptionOverview,
  parameters: createUsageDocs('AdoptionOverview', '<AdoptionOverview />'),
  args: {
    headingLevel: 2,
    attributes: [
      { name: 'department', label: 'Department' },
      { name: 'location', label: 'Location' },
    ],
    teamHref: (managerId) => `#/people/${managerId}/team`,
  },
} satisfies Meta<typeof AdoptionOverview>
export default meta

type Story = StoryObj<typeof meta>

const expectCompanyTotal = createTextPlay(/of 120 people used Claude/)

const createStory = (
  adoption: AdoptionFixtureOptions,
  play: Play = expectCompanyTotal,
  options: StubServerOptions = {},
): Story => createStubStory({ adoption, ...options }, play)

const createPeriodStory = (period: Period): Story => ({ ...createStory({}), args: { period } })

export const Company: Story = createStory({}, async ({ canvas }) => {
  await expect(await canvas.findByText(/of 120 people used Claude/)).toBeVisible()
  await expect(canvas.getByText('Everyone else')).toBeVisible()
})
export const SevenDays: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('radio', { name: '7 days' }))
  await expect(await canvas.findByText('14 Nov – 20 Nov')).toBeVisible()
})
export const ThirtyDays: Story = createPeriodStory(lastDays(30, latestDay))
export const MonthBuckets: Story = createPeriodStory({ from: '2026-03-11', to: latestDay })
export const OneDay: Story = createPeriodStory(lastDays(1, latestDay))
export const ManagerView: Story = createStory(
  { manager: 'Cleo Marsh', teams: { 'Aiko Tanaka': 12, 'Ben Okafor': 9, 'Lena Vogt': 7 } },
  createTextPlay(/Everyone below Cleo Marsh, at every level/),
  { connection: omitAdminFields(connections.connected) },
)
export const ManagerOfThree: Story = createStory(
  { manager: 'Cleo Marsh', linkedPercent: 100, teams: { 'Lena Vogt': 3 } },
  async ({ canvas }) => {
    await expect(await canvas.findByText(/With so few people, a trend means little/)).toBeVisible()
    await expect(canvas.getByText('Team of Lena Vogt')).toBeVisible()
    await expect(canvas.queryByText(/%/)).toBeNull()
  },
  { connection: omitAdminFields(connections.connected) },
)
export const TenThousandPeople: Story = createStory(
  { multiplier: 100, teams: { 'Aiko Tanaka': 26, 'Ben Okafor': 18, 'Lena Vogt': 31, 'Noor Haddad': 25 } },
  createTextPlay(/of 10,000 people used Claude/),
)
export const LongNames: Story = createStory(
  { teams: { 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta': 8, Bo: 6 } },
  createTextPlay(/Wolfeschlegelsteinhausen/),
)
export const NobodyActive: Story = createStory({ idleFrom: '2026-10-22' })
export const DaysMissing: Story = createStory(
  { missing: ['2026-11-03', '2026-11-10', '2026-11-11'] },
  createTextPlay(/^3 days, 3 Nov and 10 Nov – 11 Nov, could not be read and are left out\./),
)
export const Provisional: Story = createStory({}, createTextPlay(/The last 7 days may still change\.$/))
export const HistoryStillBeingRead: Story = createStory(
  { firstReadDay: '2026-11-05' },
  createTextPlay(/Until then, they count as regular or occasional/),
  { connection: connections.backfilling },
)
export const AsTable: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Show as table'))
  await expect(await canvas.findByRole('columnheader', { name: 'Any product' })).toBeVisible()
})
export const LoadingAnotherPeriod: Story = createStory(
  {},
  async ({ canvas }) => {
    await canvas.findByText(/of 120 people used Claude/)
    await userEvent.click(canvas.getByRole('radio', { name: '30 days' }))
    await expect(await canvas.findByText('Loading the chosen period')).toBeInTheDocument()
    await expect(canvas.getByText(/of 120 people used Claude/)).toBeVisible()
  },
  { faults: { 'GET /adoption?from=2026-10-22': 'pending' } },
)
export const NobodyMatched: Story = createStory(
  { linkedPercent: 0 },
  createTextPlay('Nobody is matched to a Claude account yet'),
)
export const EmptyDirectory: Story = createStory({ teams: {} }, createTextPlay('There is no one to show'))

const createUnreadStory = (connection: ConnectionResponse, reason: string): Story =>
  createStory({ firstReadDay: addDays(latestDay, 1) }, createTextPlay(reason), { connection })
export const JustConnected: Story = createUnreadStory(connections.connecting, 'Claude has just been connected')
export const NeedsAttention: Story = createUnreadStory(
  connections.needsAttention,
  'Claude cannot be read at the moment',
)
export const NotConnected: Story = createStory({}, createTextPlay('Claude is not connected'), {
  connection: connections.disconnected,
})

const route = 'GET /adoption'
export const NotPermitted: Story = createStory({}, createTextPlay('This page is for managers'), {
  connection: omitAdminFields(connections.connected),
  faults: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = createStory({}, createTextPlay('The server could not be reached.'), {
  faults: { [route]: 'unreachable' },
})
export const RetryAfterFailure: Story = createStory({}, createRetryPlay(route, /of 120 people used Claude/), {
  faults: { [route]: 'internal_error' },
})
export const Loading: Story = createStory({}, createTextPlay('Loading how many people use Claude'), {
  faults: { [route]: 'pending' },
})
