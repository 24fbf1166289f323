import type { Meta, StoryObj } from '@storybook/react-vite'
import { addDays, type ConnectionResponse, lastDays, type Period } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import type { AdoptionFixture } from '../test/adoption-fixtures.ts'
import { connections, forEmployees, latestDay } from '../test/fixtures.ts'
import { type Play, says, served, triesAgain } from '../test/served.ts'
import type { StubOptions } from '../test/stub-server.ts'
import { usage } from '../test/usage.ts'
import { AdoptionOverview } from './adoption-overview.tsx'

const meta = {
  title: 'AdoptionOverview',
  component: AdoptionOverview,
  parameters: usage('AdoptionOverview', '<AdoptionOverview />'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof AdoptionOverview>
export default meta

type Story = StoryObj<typeof meta>

const everyone = says(/of 120 people used Claude/)

const over = (adoption: AdoptionFixture, play: Play = everyone, more: StubOptions = {}): Story =>
  served({ adoption, ...more }, play)

const during = (period: Period): Story => ({ ...over({}), args: { period } })

export const Company: Story = over({}, async ({ canvas }) => {
  await expect(await canvas.findByText(/of 120 people used Claude/)).toBeVisible()
  await expect(canvas.getByText('Teams of fewer than 5, and who is in no team, are shown together.')).toBeVisible()
})
export const SevenDays: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('radio', { name: '7 days' }))
  await expect(await canvas.findByText('14 Nov – 20 Nov, compared with 7 Nov – 13 Nov')).toBeVisible()
})
export const NinetyDays: Story = during(lastDays(90, latestDay))
export const MostOfTheYear: Story = during({ from: '2026-03-11', to: latestDay })
export const OneDay: Story = during(lastDays(1, latestDay))
export const ManagersPart: Story = over(
  { teams: { 'Aiko Tanaka': 12, 'Ben Okafor': 9, 'Lena Vogt': 7 } },
  says(/Everyone below you, at every level/),
  { connection: forEmployees(connections.connected) },
)
export const ManagerOfThree: Story = over(
  { linked: 100, teams: { 'Lena Vogt': 3 } },
  async ({ canvas }) => {
    await expect(await canvas.findByText(/So few people say little about a trend/)).toBeVisible()
    await expect(canvas.getByText(/Here, none can be/)).toBeVisible()
    await expect(canvas.queryByText(/%/)).toBeNull()
  },
  { connection: forEmployees(connections.connected) },
)
export const TenThousandPeople: Story = over(
  { times: 100, teams: { 'Aiko Tanaka': 26, 'Ben Okafor': 18, 'Lena Vogt': 31, 'Noor Haddad': 25 } },
  says(/of 10,000 people used Claude/),
)
export const LongNames: Story = over(
  { teams: { 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta': 8, Bo: 6 } },
  says(/Wolfeschlegelsteinhausen/),
)
export const NobodyActive: Story = over({ idleFrom: '2026-10-22' })
export const MissingDays: Story = over(
  { missing: ['2026-11-03', '2026-11-10', '2026-11-11'] },
  says(/A gap is time that was not read\./),
)
export const Provisional: Story = over({}, says(/Dashed may still change\./))
export const StillReading: Story = over(
  { since: '2026-11-05' },
  says(/Until then, new people count as regular or occasional/),
  { connection: connections.backfilling },
)
export const AsTable: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Show as table'))
  await expect(await canvas.findByRole('columnheader', { name: 'Any product' })).toBeVisible()
})
export const AnotherPeriodLoading: Story = over(
  {},
  async ({ canvas }) => {
    await canvas.findByText(/of 120 people used Claude/)
    await userEvent.click(canvas.getByRole('radio', { name: '90 days' }))
    await expect(await canvas.findByText('Loading the chosen period')).toBeInTheDocument()
    await expect(canvas.getByText(/of 120 people used Claude/)).toBeVisible()
  },
  { failing: { 'GET /adoption?from=2026-08-23': 'pending' } },
)
export const NobodyMatched: Story = over({ linked: 0 }, says('Nobody is matched to a Claude account yet'))
export const EmptyDirectory: Story = over({ teams: {} }, says('There is nobody to count'))

const unread = (connection: ConnectionResponse, why: string): Story =>
  over({ since: addDays(latestDay, 1) }, says(why), { connection })
export const NotReadYet: Story = unread(connections.connecting, 'Claude has just been connected')
export const NeedsAttention: Story = unread(connections.needsAttention, 'Claude cannot be read at the moment')
export const NotConnected: Story = over({}, says('Claude is not connected'), { connection: connections.disconnected })

const route = 'GET /adoption'
export const NotPermitted: Story = over({}, says('This page is for managers and admins'), {
  connection: forEmployees(connections.connected),
  failing: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = over({}, says('The server could not be reached.'), {
  failing: { [route]: 'unreachable' },
})
export const TriedAgain: Story = over({}, triesAgain(route, /of 120 people used Claude/), {
  failing: { [route]: 'internal_error' },
})
export const Loading: Story = over({}, says('Loading how many people use Claude'), { failing: { [route]: 'pending' } })
