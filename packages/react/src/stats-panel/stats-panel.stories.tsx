import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ConnectionResponse, lastDays, type Period, quarterOf } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { ClaudeProvider } from '../provider.tsx'
import {
  analyst,
  connections,
  engineer,
  forEmployees,
  latestDay,
  type StatsFixture,
  statsFixture,
} from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-server.ts'
import { usage } from '../test/usage.ts'
import { de } from '../texts/de.ts'
import type { PeriodPickerProps } from './period-picker.tsx'
import { StatsPanel } from './stats-panel.tsx'
import { type StatsContent, StatsPanelView } from './view.tsx'

const done = () => {}

const picker = (period: Period, selected: PeriodPickerProps['selected'], editing = false): PeriodPickerProps => ({
  selected,
  period,
  last: latestDay,
  reviewLabel: null,
  editing,
  onPreset: done,
  onCustom: done,
  onDates: done,
})

const content = (fixture: StatsFixture = {}): StatsContent => ({
  kind: 'stats',
  response: statsFixture(fixture),
  isOutdated: false,
})

const month = lastDays(30, latestDay)
const noPeople = { claudeUsers: 0, matched: 0 }

const meta = {
  title: 'StatsPanel',
  component: StatsPanelView,
  parameters: usage('StatsPanel', '<StatsPanel employeeId={employee.id} employeeName={employee.name} />'),
  decorators: [
    (Story) => (
      <StoryProvider>
        <Story />
      </StoryProvider>
    ),
  ],
  args: {
    employeeId: 'e-17',
    employeeName: 'Maya Chen',
    connection: forEmployees(connections.connected),
    content: content(),
    picker: picker(month, '30'),
    table: false,
    onTable: done,
    onRetry: done,
    headingLevel: 2,
  },
} satisfies Meta<typeof StatsPanelView>
export default meta

type Story = StoryObj<typeof meta>

const over = (period: Period, selected: PeriodPickerProps['selected'], fixture: StatsFixture = {}): Story => ({
  args: { content: content({ ...fixture, period }), picker: picker(period, selected) },
})

export const ThirtyDays: Story = {}
export const SevenDays: Story = over(lastDays(7, latestDay), '7')
export const NinetyDays: Story = over(lastDays(90, latestDay), '90')
export const LastQuarter: Story = over(quarterOf('2026-08-01'), 'lastQuarter')
export const MostOfTheYear: Story = over({ from: '2026-07-01', to: latestDay }, 'custom')
export const Analyst: Story = { args: { content: content({ habits: analyst }) } }
export const SmallNumbers: Story = {
  args: { content: content({ habits: { chat_conversations: 0.5, chat_messages: 1.2, code_sessions: 0.4 } }) },
}
export const WithReviewPeriod: Story = {
  args: { picker: { ...picker(month, '30'), reviewLabel: 'Review H2' } },
}
export const CustomDates: Story = { args: { picker: picker(month, 'custom', true) } }
export const AsTable: Story = { args: { table: true } }

export const OneDayMissing: Story = { args: { content: content({ missing: ['2026-11-03'] }) } }
export const ManyDaysMissing: Story = {
  args: {
    content: content({
      missing: ['2026-10-23', '2026-10-27', '2026-10-29', '2026-10-30', '2026-11-03', '2026-11-05', '2026-11-09'],
    }),
  },
}
export const LowerBounds: Story = { args: { content: content({ lowerBound: true }) } }
export const PreviousPeriodIncomplete: Story = { args: { content: content({ since: '2026-10-10' }) } }
export const DaysNotPublishedYet: Story = over({ from: '2026-11-01', to: '2026-11-22' }, 'custom')
export const HistoryStillBeingRead: Story = {
  args: { content: content({ since: '2026-11-05' }), connection: forEmployees(connections.backfilling) },
}
export const LoadingAnotherPeriod: Story = {
  args: {
    content: { kind: 'stats', response: statsFixture(), isOutdated: true },
    picker: picker(lastDays(90, latestDay), '90'),
  },
}

export const NotMatched: Story = {
  args: { content: content({ claudeUsers: 0 }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/ask an admin to search/)).toBeVisible()
  },
}
export const NotMatchedForAdmins: Story = {
  args: { content: content({ claudeUsers: 0 }), connection: connections.connected },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/in the list of Claude users, in the settings/)).toBeVisible()
  },
}
export const NotMatchedSoFar: Story = {
  args: { content: content({ claudeUsers: 0 }), connection: forEmployees(connections.backfilling) },
}
export const NoActivity: Story = { args: { content: content({ habits: {} }) } }

/** Nothing is read of the period, for the reason that the connection tells. */
const unread = (connection: ConnectionResponse): Story => ({
  args: { content: content({ since: '2026-11-21' }), connection },
})
export const JustConnected: Story = unread(forEmployees(connections.connecting))
export const NothingReadYet: Story = unread(forEmployees(connections.backfilling))
export const CannotBeRead: Story = unread(forEmployees(connections.needsAttention))
export const CannotBeReadForAdmins: Story = unread(connections.needsAttention)
export const DaysNotRead: Story = unread(forEmployees(connections.connected))
export const NotPublishedYet: Story = over({ from: '2026-11-21', to: '2026-11-22' }, 'custom')
export const NotConnected: Story = {
  args: { content: { kind: 'not_connected' }, connection: forEmployees(connections.disconnected) },
}
export const NotConnectedForAdmins: Story = {
  args: { content: { kind: 'not_connected' }, connection: { ...connections.disconnected, people: noPeople } },
}
export const NotFound: Story = { args: { content: { kind: 'not_found' }, employeeName: undefined } }
export const CouldNotLoad: Story = {
  args: { content: { kind: 'problem', problem: clientProblem('server_unreachable', 0) } },
}
export const Loading: Story = { args: { content: { kind: 'loading' } } }

/** A row that is opened: its chart, which the keyboard then reads. */
const opened = (label: string, args: Story['args'] = {}): Story => ({
  args,
  play: async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText(label)).at(-1) as HTMLElement)
    const chart = await canvas.findByRole('slider')
    chart.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect(chart).toHaveAttribute('aria-valuetext')
  },
})
export const Chart: Story = opened('Messages', { content: content({ missing: ['2026-11-03'] }) })
export const ChartOfManyMissingDays: Story = opened('Commits', {
  content: content({ missing: ['2026-10-26', '2026-10-27', '2026-10-28', '2026-11-04', '2026-11-05', '2026-11-09'] }),
})
export const ChartOfProvisionalDays: Story = opened('Commits', over(lastDays(7, latestDay), '7').args)
export const ChartOfWeeks: Story = opened('Commits', over(lastDays(90, latestDay), '90').args)
export const ChartOfMonths: Story = opened('Commits', over({ from: '2026-01-01', to: latestDay }, 'custom').args)
export const ChartOfARate: Story = opened('Edit acceptance rate', { content: content({ missing: ['2026-11-03'] }) })
export const ChartOfOneDay: Story = opened('Commits', over({ from: latestDay, to: latestDay }, 'custom').args)
export const ChartOfHugeNumbers: Story = opened('Lines added', {
  content: content({ habits: { ...engineer, code_lines_added: 4_321_000, chat_messages: 98_765 } }),
})
export const ChartAsTable: Story = {
  args: { content: content({ missing: ['2026-11-03'] }) },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('Commits'))
    await userEvent.click(await canvas.findByRole('button', { name: 'Show this as a table' }))
    await expect(await canvas.findByText('Tue 3 Nov')).toBeVisible()
  },
}
export const Folded: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Claude Code' }))
    await expect(canvas.getByText('Commits')).not.toBeVisible()
  },
}

/** All of it in German. */
export const German: Story = {
  args: { content: content({ missing: ['2026-11-03'], lowerBound: true }) },
  decorators: [
    (Story) => (
      <ClaudeProvider locale="de" texts={de}>
        <Story />
      </ClaudeProvider>
    ),
  ],
  play: async ({ canvas }) => {
    await userEvent.click((await canvas.findAllByText('Annahmequote')).at(-1) as HTMLElement)
    await expect(await canvas.findByText('Annahmequote der Änderungen pro Tag')).toBeVisible()
  },
}

/** The whole panel over a server in memory. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub({ stats: { habits: engineer, missing: ['2026-11-03'] } }).fetch}>
      <StatsPanel
        employeeId="e-17"
        employeeName="Maya Chen"
        reviewPeriod={{ label: 'Review H2', from: '2026-07-01', to: '2026-10-31' }}
      />
    </StoryProvider>
  ),
}

/** To the employee and to admins by name; to a manager, whom the server does not tell, by the rule. */
export const WhoCanSeeThis: Story = {
  ...Live,
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('Who can see this'))
    await expect(await canvas.findByText(/Tomás Ribeiro and Ines Ferreira/)).toBeVisible()
  },
}
