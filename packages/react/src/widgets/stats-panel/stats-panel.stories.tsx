import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ConnectionResponse, getQuarter, lastDays, type Period } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import {
  analyst,
  connections,
  engineer,
  latestDay,
  omitAdminFields,
  type StatsFixtureOptions,
} from '../../test/fixtures.ts'
import { mappings } from '../../test/people-fixtures.ts'
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
const expectCoverage = createTextPlay(/^Data through/)

/** Creates a story. The viewer is not an admin, unless `options` has a connection with admin fields. */
const createStory = (stats: StatsFixtureOptions, play: Play = expectCoverage, options: StubServerOptions = {}): Story =>
  createStubStory({ connection: omitAdminFields(connections.connected), stats, ...options }, play)

const createPeriodStory = (period: Period, stats: StatsFixtureOptions = {}, play: Play = expectCoverage): Story => ({
  ...createStory(stats, play),
  args: { period },
})

export const ThirtyDays: Story = createStory({})
export const SevenDays: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('radio', { name: '7 days' }))
  await expect(await canvas.findByText(/^· 14 Nov – 20 Nov/)).toBeVisible()
})
export const NinetyDays: Story = createPeriodStory(lastDays(90, latestDay))
export const LastQuarter: Story = createPeriodStory(getQuarter('2026-08-01'))
export const FiveMonths: Story = createPeriodStory({ from: '2026-07-01', to: latestDay })
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
    await expect(await canvas.findByText(/^· 1 Jul – 31 Oct/)).toBeVisible()
  }),
  args: { reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } },
}
export const CustomDates: Story = createStory({}, async ({ canvas }) => {
  await canvas.findByText(/^Data through/)
  await userEvent.click(canvas.getByRole('radio', { name: 'Custom' }))
  await expect(await canvas.findByLabelText('From')).toHaveValue('2026-10-22')
})
export const AsTables: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Show as table'))
  await expect(await canvas.findByText('Show as charts')).toBeVisible()
})

export const OneDayMissing: Story = createStory(
  { missing: ['2026-11-03'] },
  createTextPlay(/^One day, 3 Nov, could not be read/),
)
export const ManyDaysMissing: Story = createStory(
  { missing: ['2026-10-23', '2026-10-27', '2026-10-29', '2026-10-30', '2026-11-03', '2026-11-05', '2026-11-09'] },
  createTextPlay(/^7 days could not be read/),
)
export const LowerBounds: Story = createStory({ isLowerBound: true }, async ({ canvas }) => {
  await expect((await canvas.findAllByText('at least'))[0]).toBeVisible()
})
export const Provisional: Story = createPeriodStory(
  lastDays(7, latestDay),
  {},
  createTextPlay(/^Data through .* may still change\.$/),
)
export const PreviousPeriodIncomplete: Story = createStory(
  { firstReadDay: '2026-10-10' },
  createTextPlay(/^No comparison/),
)
export const DaysNotServedYet: Story = createPeriodStory(
  { from: '2026-11-01', to: '2026-11-22' },
  {},
  createTextPlay(/^Claude has not published 21 Nov – 22 Nov yet/),
)
export const HistoryStillBeingRead: Story = createStory(
  { firstReadDay: '2026-11-05' },
  createTextPlay(/days are still being read, newest first/),
  { connection: omitAdminFields(connections.backfilling) },
)
export const LoadingAnotherPeriod: Story = createStory(
  {},
  async ({ canvas }) => {
    await canvas.findByText(/^Data through/)
    await userEvent.click(canvas.getByRole('radio', { name: '90 days' }))
    await expect(await canvas.findByText('Loading the chosen period')).toBeInTheDocument()
    await expect(canvas.getByText(/^· 22 Oct – 20 Nov/)).toBeVisible()
  },
  { faults: { 'GET /employees/e-17/stats?from=2026-08-23': 'pending' } },
)

const noUsers = { claudeUsers: 0 }
export const LeftInThePeriod: Story = createPeriodStory(
  lastDays(30, latestDay),
  { archivedOn: '2026-11-06' },
  createTextPlay(/^Left on 6 Nov\. Later days are not counted\./),
)
export const LeftBeforeThePeriod: Story = createPeriodStory(
  lastDays(30, latestDay),
  { archivedOn: '2026-09-30' },
  createTextPlay('Left before this period'),
)
/** Shows a story to an admin who is not the employee. */
const showToAdmin = (story: Story): Story => ({ ...story, parameters: { ...story.parameters, viewerId: 'e-1' } })
export const NotMatched: Story = createStory(noUsers, createTextPlay(/Ask an admin to link your account/))
export const NotMatchedAdmin: Story = createStory(noUsers, createTextPlay(/so ask another admin/), {
  connection: connections.connected,
})
export const NotMatchedForAdmins: Story = showToAdmin(
  createStory(noUsers, createTextPlay(/in the list of Claude users, in the settings/), {
    connection: connections.connected,
    mapping: mappings.nothingToDo,
  }),
)
export const LikelyClaudeUser: Story = showToAdmin(
  createStory(noUsers, createTextPlay(/This Claude account may be theirs/), { connection: connections.connected }),
)
const likelyClaudeUserLinked: Story = createStory(
  noUsers,
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Link maya/ }))
    await expect(await canvas.findByRole('button', { name: 'Undo' })).toBeVisible()
    await expect(await canvas.findByRole('heading', { name: 'Claude Code' })).toBeVisible()
  },
  { connection: connections.connected },
)
export const LikelyClaudeUserLinked: Story = showToAdmin(likelyClaudeUserLinked)
export const NotMatchedDuringBackfill: Story = createStory(
  noUsers,
  createTextPlay(/^Older days are still being read/),
  {
    connection: omitAdminFields(connections.backfilling),
  },
)
export const NoActivity: Story = createStory({ habits: {} }, createTextPlay('No activity in this period'))

/** Creates a story in which no day has been read. The connection explains why. */
const createUnreadStory = (connection: ConnectionResponse, reason: string): Story =>
  createStory({ firstReadDay: '2026-11-21' }, createTextPlay(reason), { connection })
export const JustConnected: Story = createUnreadStory(
  omitAdminFields(connections.connecting),
  'Claude has just been connected',
)
export const NothingReadYet: Story = createUnreadStory(
  omitAdminFields(connections.backfilling),
  'These days are still being read',
)
export const CannotBeRead: Story = createUnreadStory(
  omitAdminFields(connections.needsAttention),
  'Claude cannot be read at the moment',
)
export const CannotBeReadForAdmins: Story = createUnreadStory(
  connections.needsAttention,
  'Claude cannot be read at the moment',
)
export const DaysNotRead: Story = createUnreadStory(
  omitAdminFields(connections.connected),
  'These days could not be read',
)
export const NoDayServedYet: Story = createPeriodStory(
  { from: '2026-11-21', to: '2026-11-22' },
  {},
  createTextPlay('Claude has not published these days yet'),
)
export const NotConnected: Story = createStory({}, createTextPlay('Claude is not connected'), {
  connection: omitAdminFields(connections.disconnected),
})
export const NotConnectedForAdmins: Story = createStory({}, createTextPlay(/^Connect Claude in the settings/), {
  connection: { ...connections.disconnected, people: { claudeUsers: 0, matched: 0, ignored: 0 } },
})
export const NotPermitted: Story = createStory({}, createTextPlay('Page not found or not shared with you'), {
  faults: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = createStory({}, createTextPlay('The server could not be reached.'), {
  faults: { [route]: 'unreachable' },
})
export const RetryAfterFailure: Story = createStory({}, createRetryPlay(route, /^Data through/), {
  faults: { [route]: 'internal_error' },
})
export const Loading: Story = createStory({}, createTextPlay('Loading Claude usage'), {
  faults: { [route]: 'pending' },
})

/** Creates a story with one row open. Its play function moves to the previous point of the chart with the keyboard. */
const createChartStory = (product: string, label: string, stats: StatsFixtureOptions = {}, period?: Period): Story => ({
  ...createStory(stats, async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('heading', { name: product }))
    await userEvent.click((await canvas.findAllByText(label)).at(-1) as HTMLElement)
    const chart = await canvas.findByRole('slider')
    chart.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect(chart).toHaveAttribute('aria-valuetext')
  }),
  ...(period && { args: { period } }),
})
export const Chart: Story = createChartStory('Chat', 'Messages', { missing: ['2026-11-03'] })
export const ChartOfManyMissingDays: Story = createChartStory('Claude Code', 'Commits', {
  missing: ['2026-10-26', '2026-10-27', '2026-10-28', '2026-11-04', '2026-11-05', '2026-11-09'],
})
export const ChartOfProvisionalDays: Story = createChartStory('Claude Code', 'Commits', {}, lastDays(7, latestDay))
export const ChartOfWeeks: Story = createChartStory('Claude Code', 'Commits', {}, lastDays(90, latestDay))
export const ChartOfAYear: Story = createChartStory('Claude Code', 'Commits', {}, { from: '2026-01-01', to: latestDay })
export const ChartOfARate: Story = createChartStory('Claude Code', 'Edit acceptance rate', { missing: ['2026-11-03'] })
export const ChartOfOneDay: Story = createChartStory('Claude Code', 'Commits', {}, { from: latestDay, to: latestDay })
export const ChartOfHugeNumbers: Story = createChartStory('Claude Code', 'Lines added', {
  habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 },
})
export const ChartAsTable: Story = createStory({ missing: ['2026-11-03'] }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('heading', { name: 'Claude Code' }))
  await userEvent.click(await canvas.findByText('Commits'))
  await userEvent.click(await canvas.findByRole('button', { name: 'Show this as a table' }))
  await expect(await canvas.findByText('Tue 3 Nov')).toBeVisible()
})
export const OpenProduct: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('heading', { name: 'Claude Code' }))
  await expect(await canvas.findByText('Commits')).toBeVisible()
})

export const German: Story = {
  ...createStory({ missing: ['2026-11-03'], isLowerBound: true }, async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('heading', { name: 'Claude Code' }))
    await userEvent.click(await canvas.findByText('Annahmequote'))
    await expect(
      await canvas.findByRole('slider', { name: 'Annahmequote der Änderungen pro Woche' }),
    ).toBeInTheDocument()
  }),
  globals: { locale: 'de' },
}

/** Employees and admins see the names of the managers. Managers see only the rule, because they get no names. */
export const WhoCanSeeThis: Story = createStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Who can see this'))
  await expect(await canvas.findByText(/Tomás Ribeiro and Ines Ferreira/)).toBeVisible()
})

const note = 'On parental leave until the middle of October'
export const WithNote: Story = { ...createStory({}, createTextPlay(note)), args: { note } }
export const OwnNote: Story = {
  ...createStory({}, async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit note' }))
    await expect(await canvas.findByRole('textbox', { name: 'Your note' })).toHaveValue(note)
  }),
  args: { note, onNoteChange: () => {} },
}
