import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ConnectionResponse, lastDays, type Period, getQuarter } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { analyst, connections, engineer, forEmployees, latestDay, type StatsFixture } from '../test/fixtures.ts'
import { type Play, says, served, triesAgain } from '../test/served.ts'
import type { StubOptions } from '../test/stub-server.ts'
import { usage } from '../test/usage.ts'
import { StatsPanel } from './stats-panel.tsx'

const meta = {
  title: 'StatsPanel',
  component: StatsPanel,
  parameters: usage('StatsPanel', '<StatsPanel employeeId={employee.id} employeeName={employee.name} />'),
  args: { employeeId: 'e-17', employeeName: 'Maya Chen', headingLevel: 2 },
} satisfies Meta<typeof StatsPanel>
export default meta

type Story = StoryObj<typeof meta>

const route = 'GET /employees/{id}/stats'
const readThrough = says(/^Read through/)

/** As an employee, or whoever is above them, gets it. */
const over = (stats: StatsFixture, play: Play = readThrough, more: StubOptions = {}): Story =>
  served({ connection: forEmployees(connections.connected), stats, ...more }, play)

const during = (period: Period, stats: StatsFixture = {}, play: Play = readThrough): Story => ({
  ...over(stats, play),
  args: { period },
})

export const ThirtyDays: Story = over({})
export const SevenDays: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('radio', { name: '7 days' }))
  await expect(await canvas.findByText(/^Maya Chen · 14 Nov – 20 Nov/)).toBeVisible()
})
export const NinetyDays: Story = during(lastDays(90, latestDay))
export const LastQuarter: Story = during(getQuarter('2026-08-01'))
export const MostOfTheYear: Story = during({ from: '2026-07-01', to: latestDay })
export const Analyst: Story = over({ habits: analyst })
export const SmallNumbers: Story = over({ habits: { chat_conversations: 0.5, chat_messages: 1.2, code_sessions: 0.4 } })
export const HugeNumbers: Story = over({ habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 } })
export const LongName: Story = {
  ...over({}),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}
export const WithReviewPeriod: Story = {
  ...over({}, async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Review H2' }))
    await expect(await canvas.findByText(/^Maya Chen · 1 Jul – 31 Oct/)).toBeVisible()
  }),
  args: { reviewPeriod: { label: 'Review H2', from: '2026-07-01', to: '2026-10-31' } },
}
export const CustomDates: Story = over({}, async ({ canvas }) => {
  await canvas.findByText(/^Read through/)
  await userEvent.click(canvas.getByRole('radio', { name: 'Custom' }))
  await expect(await canvas.findByLabelText('From')).toHaveValue('2026-10-22')
})
export const AsTable: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Show as table'))
  await expect(await canvas.findByText('Show as charts')).toBeVisible()
})

export const OneDayMissing: Story = over({ missing: ['2026-11-03'] }, says(/^One day, 3 Nov, could not be read/))
export const ManyDaysMissing: Story = over(
  { missing: ['2026-10-23', '2026-10-27', '2026-10-29', '2026-10-30', '2026-11-03', '2026-11-05', '2026-11-09'] },
  says(/^7 days could not be read/),
)
export const LowerBounds: Story = over({ lowerBound: true }, async ({ canvas }) => {
  await expect((await canvas.findAllByText('at least'))[0]).toBeVisible()
})
export const Provisional: Story = during(lastDays(7, latestDay), {}, says(/may still change\.$/))
export const PreviousPeriodIncomplete: Story = over({ since: '2026-10-10' }, says(/^No comparison/))
export const DaysNotPublishedYet: Story = during(
  { from: '2026-11-01', to: '2026-11-22' },
  {},
  says(/^Claude has not published 21 Nov – 22 Nov yet/),
)
export const HistoryStillBeingRead: Story = over(
  { since: '2026-11-05' },
  says(/days are still being read, newest first/),
  { connection: forEmployees(connections.backfilling) },
)
export const LoadingAnotherPeriod: Story = over(
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
export const NotMatched: Story = over(noUsers, says(/ask an admin to search/))
export const NotMatchedForAdmins: Story = over(noUsers, says(/in the list of Claude users, in the settings/), {
  connection: connections.connected,
})
export const NotMatchedSoFar: Story = over(noUsers, says(/^The history is still being read/), {
  connection: forEmployees(connections.backfilling),
})
export const NoActivity: Story = over({ habits: {} }, says('No activity in this period'))

/** Nothing is read of the period, for the reason that the connection tells. */
const unread = (connection: ConnectionResponse, why: string): Story =>
  over({ since: '2026-11-21' }, says(why), { connection })
export const JustConnected: Story = unread(forEmployees(connections.connecting), 'Claude has just been connected')
export const NothingReadYet: Story = unread(forEmployees(connections.backfilling), 'These days are still being read')
export const CannotBeRead: Story = unread(
  forEmployees(connections.needsAttention),
  'Claude cannot be read at the moment',
)
export const CannotBeReadForAdmins: Story = unread(connections.needsAttention, 'Claude cannot be read at the moment')
export const DaysNotRead: Story = unread(forEmployees(connections.connected), 'These days could not be read')
export const NotPublishedYet: Story = during(
  { from: '2026-11-21', to: '2026-11-22' },
  {},
  says('Claude has not published these days yet'),
)
export const NotConnected: Story = over({}, says('Claude is not connected'), {
  connection: forEmployees(connections.disconnected),
})
export const NotConnectedForAdmins: Story = over({}, says(/^Usage appears here once you connect Claude/), {
  connection: { ...connections.disconnected, people: { claudeUsers: 0, matched: 0 } },
})
export const NotPermitted: Story = over({}, says('There is nothing here that you can see'), {
  failing: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = over({}, says('The server could not be reached.'), {
  failing: { [route]: 'unreachable' },
})
export const TriedAgain: Story = over({}, triesAgain(route, /^Read through/), {
  failing: { [route]: 'internal_error' },
})
export const Loading: Story = over({}, says('Loading Claude usage'), { failing: { [route]: 'pending' } })

/** A row that is opened: its chart, which the keyboard then reads. */
const opened = (label: string, stats: StatsFixture = {}, period?: Period): Story => ({
  ...over(stats, async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText(label)).at(-1) as HTMLElement)
    const chart = await canvas.findByRole('slider')
    chart.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect(chart).toHaveAttribute('aria-valuetext')
  }),
  ...(period && { args: { period } }),
})
export const Chart: Story = opened('Messages', { missing: ['2026-11-03'] })
export const ChartOfManyMissingDays: Story = opened('Commits', {
  missing: ['2026-10-26', '2026-10-27', '2026-10-28', '2026-11-04', '2026-11-05', '2026-11-09'],
})
export const ChartOfProvisionalDays: Story = opened('Commits', {}, lastDays(7, latestDay))
export const ChartOfWeeks: Story = opened('Commits', {}, lastDays(90, latestDay))
export const ChartOfMonths: Story = opened('Commits', {}, { from: '2026-01-01', to: latestDay })
export const ChartOfARate: Story = opened('Edit acceptance rate', { missing: ['2026-11-03'] })
export const ChartOfOneDay: Story = opened('Commits', {}, { from: latestDay, to: latestDay })
export const ChartOfHugeNumbers: Story = opened('Lines added', {
  habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 },
})
export const ChartAsTable: Story = over({ missing: ['2026-11-03'] }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Commits'))
  await userEvent.click(await canvas.findByRole('button', { name: 'Show this as a table' }))
  await expect(await canvas.findByText('Tue 3 Nov')).toBeVisible()
})
export const Folded: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Claude Code' }))
  await expect(canvas.getByText('Commits')).not.toBeVisible()
})

/** All of it in German. */
export const German: Story = {
  ...over({ missing: ['2026-11-03'], lowerBound: true }, async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText('Annahmequote')).at(-1) as HTMLElement)
    await expect(await canvas.findByText('Annahmequote der Änderungen pro Tag')).toBeVisible()
  }),
  globals: { locale: 'de' },
}

/** To the employee and to admins by name; to a manager, whom the server does not tell, by the rule. */
export const WhoCanSeeThis: Story = over({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('Who can see this'))
  await expect(await canvas.findByText(/Tomás Ribeiro and Ines Ferreira/)).toBeVisible()
})
