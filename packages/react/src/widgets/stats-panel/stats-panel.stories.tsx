import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ConnectionResponse, getQuarter, lastDays, type Period } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { createStubStory, expectRetry, expectText, type Play } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { analyst, connections, engineer, forEmployees, latestDay, type StatsFixture } from '../../test/fixtures.ts'
import type { StubOptions } from '../../test/stub-server.ts'
import { StatsPanel } from './stats-panel.tsx'

const meta = {
  title: 'StatsPanel',
  component: StatsPanel,
  parameters: createUsageDocs('StatsPanel', '<StatsPanel employeeId={employee.id} employeeName={employee.name} />'),
  args: { employeeId: 'e-17', employeeName: 'Maya Chen', headingLevel: 2 },
} satisfies Meta<typeof StatsPanel>
export default meta

type Story = StoryObj<typeof meta>

const route = 'GET /employees/{id}/stats'
const expectCoverage = expectText(/^Read through/)

/** A story with these stats, for the employee or a manager: the connection has no admin fields. */
const createStory = (stats: StatsFixture, play: Play = expectCoverage, options: StubOptions = {}): Story =>
  createStubStory({ connection: forEmployees(connections.connected), stats, ...options }, play)

const createPeriodStory = (period: Period, stats: StatsFixture = {}, play: Play = expectCoverage): Story => ({
  ...createStory(stats, play),
  args: { period },
})

export const ThirtyDays: Story = createStory({})
export const SevenDays: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('radio', { name: '7 days' }))
  await expect(await canvas.findByText(/^Maya Chen · 14 Nov – 20 Nov/)).toBeVisible()
})
export const NinetyDays: Story = createPeriodStory(lastDays(90, latestDay))
export const LastQuarter: Story = createPeriodStory(getQuarter('2026-08-01'))
export const MonthBuckets: Story = createPeriodStory({ from: '2026-07-01', to: latestDay })
export const Analyst: Story = createStory({ habits: analyst })
export const SmallNumbers: Story = createStory({
  habits: { chat_conversations: 0.5, chat_messages: 1.2, code_sessions: 0.4 },
})
export const HugeNumbers: Story = createStory({
  habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 },
})
export const LongName: Story = {
  ...createStory({}),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}
export const WithReviewPeriod: Story = {
  ...createStory({}, async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Review H2' }))
    await expect(await canvas.findByText(/^Maya Chen · 1 Jul – 31 Oct/)).toBeVisible()
  }),
  args: { reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } },
}
export const CustomDates: Story = createStory({}, async ({ canvas }) => {
  await canvas.findByText(/^Read through/)
  await userEvent.click(canvas.getByRole('radio', { name: 'Custom' }))
  await expect(await canvas.findByLabelText('From')).toHaveValue('2026-10-22')
})
export const AsTable: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Show as table'))
  await expect(await canvas.findByText('Show as charts')).toBeVisible()
})

export const OneDayMissing: Story = createStory(
  { missing: ['2026-11-03'] },
  expectText(/^One day, 3 Nov, could not be read/),
)
export const ManyDaysMissing: Story = createStory(
  { missing: ['2026-10-23', '2026-10-27', '2026-10-29', '2026-10-30', '2026-11-03', '2026-11-05', '2026-11-09'] },
  expectText(/^7 days could not be read/),
)
export const LowerBounds: Story = createStory({ lowerBound: true }, async ({ canvas }) => {
  await expect((await canvas.findAllByText('at least'))[0]).toBeVisible()
})
export const Provisional: Story = createPeriodStory(lastDays(7, latestDay), {}, expectText(/may still change\.$/))
export const PreviousPeriodIncomplete: Story = createStory({ firstReadDay: '2026-10-10' }, expectText(/^No comparison/))
export const DaysNotPublishedYet: Story = createPeriodStory(
  { from: '2026-11-01', to: '2026-11-22' },
  {},
  expectText(/^Claude has not published 21 Nov – 22 Nov yet/),
)
export const HistoryStillBeingRead: Story = createStory(
  { firstReadDay: '2026-11-05' },
  expectText(/days are still being read, newest first/),
  { connection: forEmployees(connections.backfilling) },
)
export const LoadingAnotherPeriod: Story = createStory(
  {},
  async ({ canvas }) => {
    await canvas.findByText(/^Read through/)
    await userEvent.click(canvas.getByRole('radio', { name: '90 days' }))
    await expect(await canvas.findByText('Loading the chosen period')).toBeInTheDocument()
    await expect(canvas.getByText(/^Maya Chen · 22 Oct – 20 Nov/)).toBeVisible()
  },
  { failing: { 'GET /employees/e-17/stats?from=2026-08-23': 'pending' } },
)

const noUsers = { claudeUsers: 0 }
export const NotMatched: Story = createStory(noUsers, expectText(/ask an admin to search/))
export const NotMatchedForAdmins: Story = createStory(
  noUsers,
  expectText(/in the list of Claude users, in the settings/),
  {
    connection: connections.connected,
  },
)
export const NotMatchedSoFar: Story = createStory(noUsers, expectText(/^The history is still being read/), {
  connection: forEmployees(connections.backfilling),
})
export const NoActivity: Story = createStory({ habits: {} }, expectText('No activity in this period'))

/** A story without any read day. The connection tells why. */
const createUnreadStory = (connection: ConnectionResponse, reason: string): Story =>
  createStory({ firstReadDay: '2026-11-21' }, expectText(reason), { connection })
export const JustConnected: Story = createUnreadStory(
  forEmployees(connections.connecting),
  'Claude has just been connected',
)
export const NothingReadYet: Story = createUnreadStory(
  forEmployees(connections.backfilling),
  'These days are still being read',
)
export const CannotBeRead: Story = createUnreadStory(
  forEmployees(connections.needsAttention),
  'Claude cannot be read at the moment',
)
export const CannotBeReadForAdmins: Story = createUnreadStory(
  connections.needsAttention,
  'Claude cannot be read at the moment',
)
export const DaysNotRead: Story = createUnreadStory(forEmployees(connections.connected), 'These days could not be read')
export const NotPublishedYet: Story = createPeriodStory(
  { from: '2026-11-21', to: '2026-11-22' },
  {},
  expectText('Claude has not published these days yet'),
)
export const NotConnected: Story = createStory({}, expectText('Claude is not connected'), {
  connection: forEmployees(connections.disconnected),
})
export const NotConnectedForAdmins: Story = createStory({}, expectText(/^Usage appears here once you connect Claude/), {
  connection: { ...connections.disconnected, people: { claudeUsers: 0, matched: 0 } },
})
export const NotPermitted: Story = createStory({}, expectText('There is nothing here that you can see'), {
  failing: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = createStory({}, expectText('The server could not be reached.'), {
  failing: { [route]: 'unreachable' },
})
export const TriedAgain: Story = createStory({}, expectRetry(route, /^Read through/), {
  failing: { [route]: 'internal_error' },
})
export const Loading: Story = createStory({}, expectText('Loading Claude usage'), { failing: { [route]: 'pending' } })

/** A story with one row open. The play function moves through its chart with the keyboard. */
const createChartStory = (label: string, stats: StatsFixture = {}, period?: Period): Story => ({
  ...createStory(stats, async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText(label)).at(-1) as HTMLElement)
    const chart = await canvas.findByRole('slider')
    chart.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect(chart).toHaveAttribute('aria-valuetext')
  }),
  ...(period && { args: { period } }),
})
export const Chart: Story = createChartStory('Messages', { missing: ['2026-11-03'] })
export const ChartOfManyMissingDays: Story = createChartStory('Commits', {
  missing: ['2026-10-26', '2026-10-27', '2026-10-28', '2026-11-04', '2026-11-05', '2026-11-09'],
})
export const ChartOfProvisionalDays: Story = createChartStory('Commits', {}, lastDays(7, latestDay))
export const ChartOfWeeks: Story = createChartStory('Commits', {}, lastDays(90, latestDay))
export const ChartOfMonths: Story = createChartStory('Commits', {}, { from: '2026-01-01', to: latestDay })
export const ChartOfARate: Story = createChartStory('Edit acceptance rate', { missing: ['2026-11-03'] })
export const ChartOfOneDay: Story = createChartStory('Commits', {}, { from: latestDay, to: latestDay })
export const ChartOfHugeNumbers: Story = createChartStory('Lines added', {
  habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 },
})
export const ChartAsTable: Story = createStory({ missing: ['2026-11-03'] }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Commits'))
  await userEvent.click(await canvas.findByRole('button', { name: 'Show this as a table' }))
  await expect(await canvas.findByText('Tue 3 Nov')).toBeVisible()
})
export const Folded: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Claude Code' }))
  await expect(canvas.getByText('Commits')).not.toBeVisible()
})

export const German: Story = {
  ...createStory({ missing: ['2026-11-03'], lowerBound: true }, async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText('Annahmequote')).at(-1) as HTMLElement)
    await expect(await canvas.findByText('Annahmequote der Änderungen pro Tag')).toBeVisible()
  }),
  globals: { locale: 'de' },
}

/** The employee and admins see names. For managers the server withholds the list, so they see the rule. */
export const WhoCanSeeThis: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Who can see this'))
  await expect(await canvas.findByText(/Tomás Ribeiro and Ines Ferreira/)).toBeVisible()
})
