import type { Meta, StoryObj } from '@storybook/react-vite'
import { addDays, type ConnectionResponse, lastDays, type Period } from '@windmill/claude-core'
import { expect, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import type { PeriodPickerProps } from '../stats-panel/period-picker.tsx'
import { type AdoptionFixture, adoptionFixture } from '../test/adoption-fixtures.ts'
import { connections, forEmployees, latestDay } from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-fetch.ts'
import { AdoptionOverview } from './adoption-overview.tsx'
import { type AdoptionContent, AdoptionOverviewView } from './view.tsx'

const done = () => {}

const picker = (period: Period, selected: PeriodPickerProps['selected']): PeriodPickerProps => ({
  selected,
  period,
  last: latestDay,
  reviewLabel: null,
  editing: false,
  onPreset: done,
  onCustom: done,
  onDates: done,
})

const content = (fixture: AdoptionFixture = {}): AdoptionContent => ({
  kind: 'stats',
  response: adoptionFixture(fixture),
  isOutdated: false,
})

const month = lastDays(30, latestDay)
const noPeople = { claudeUsers: 0, matched: 0 }

const meta = {
  title: 'AdoptionOverview',
  component: AdoptionOverviewView,
  decorators: [
    (Story) => (
      <StoryProvider>
        <Story />
      </StoryProvider>
    ),
  ],
  args: {
    connection: connections.connected,
    content: content(),
    picker: picker(month, '30'),
    table: false,
    onTable: done,
    onRetry: done,
    headingLevel: 2,
  },
} satisfies Meta<typeof AdoptionOverviewView>
export default meta

type Story = StoryObj<typeof meta>

const over = (period: Period, selected: PeriodPickerProps['selected'], fixture: AdoptionFixture = {}): Story => ({
  args: { content: content({ ...fixture, period }), picker: picker(period, selected) },
})

const without = (connection: ConnectionResponse, fixture: AdoptionFixture): Story => ({
  args: { connection, content: content(fixture) },
})

export const Company: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/of 120 people used Claude/)).toBeVisible()
    await expect(canvas.getByText('Teams of fewer than 5, and who is in no team, are shown together.')).toBeVisible()
  },
}
export const SevenDays: Story = over(lastDays(7, latestDay), '7')
export const NinetyDays: Story = over(lastDays(90, latestDay), '90')
export const MostOfTheYear: Story = over({ from: '2026-03-11', to: latestDay }, 'custom')
export const OneDay: Story = over(lastDays(1, latestDay), 'custom')
export const ManagersPart: Story = {
  args: {
    connection: forEmployees(connections.connected),
    content: content({ teams: { 'Aiko Tanaka': 12, 'Ben Okafor': 9, 'Lena Vogt': 7 } }),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Everyone below you, at every level/)).toBeVisible()
  },
}
export const ManagerOfThree: Story = {
  args: {
    connection: forEmployees(connections.connected),
    content: content({ linked: 100, teams: { 'Lena Vogt': 3 } }),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/So few people say little about a trend/)).toBeVisible()
    await expect(canvas.getByText(/Here, none can be/)).toBeVisible()
    await expect(canvas.queryByText(/%/)).toBeNull()
  },
}
/** What is left over is fewer than five, with a larger team that would give it away. */
export const RestWithheld: Story = {
  args: { content: { ...content(), kind: 'stats', isOutdated: false, response: withheld() } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Groups of fewer than 5 people are not shown.')).toBeVisible()
  },
}
export const NobodyActive: Story = {
  args: { content: content({ idleFrom: month.from }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/of 120 people used Claude/)).toBeVisible()
  },
}
export const MissingDays: Story = {
  args: { content: content({ missing: ['2026-11-03', '2026-11-10', '2026-11-11'] }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/A gap is time that was not read\./)).toBeVisible()
  },
}
export const StillReading: Story = {
  args: { connection: connections.backfilling, content: content({ since: '2026-11-05' }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Until then, new people count as regular or occasional/)).toBeVisible()
  },
}
export const AsTable: Story = {
  args: { table: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('region', { name: 'Active people per day, in numbers' })).toBeVisible()
  },
}
export const AnotherPeriodLoading: Story = {
  args: {
    content: { kind: 'stats', response: adoptionFixture(), isOutdated: true },
    picker: picker(lastDays(90, latestDay), '90'),
  },
}
export const NobodyMatched: Story = {
  args: { content: content({ linked: 0 }), connection: { ...connections.connected, people: noPeople } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nobody is matched to a Claude account yet')).toBeVisible()
  },
}
export const EmptyDirectory: Story = { args: { content: content({ teams: {} }) } }
export const NotReadYet: Story = without(connections.connecting, { since: addDays(latestDay, 1) })
export const NeedsAttention: Story = without(connections.needsAttention, { since: addDays(latestDay, 1) })
export const NotConnected: Story = {
  args: { connection: connections.disconnected, content: { kind: 'not_connected' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Claude is not connected')).toBeVisible()
  },
}
export const NotPermitted: Story = {
  args: { connection: forEmployees(connections.connected), content: { kind: 'not_found' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This page is for managers and admins')).toBeVisible()
  },
}
export const CouldNotLoad: Story = {
  args: { content: { kind: 'problem', problem: clientProblem('server_unreachable', 0) } },
}
export const Loading: Story = { args: { content: { kind: 'loading' } } }

/** The whole widget over a server in memory. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub().fetch}>
      <AdoptionOverview />
    </StoryProvider>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('Show as table'))
    await expect(await canvas.findByRole('columnheader', { name: 'Any product' })).toBeVisible()
    await userEvent.click(canvas.getByRole('radio', { name: '7 days' }))
    await expect(await canvas.findByText('14 Nov – 20 Nov, compared with 7 Nov – 13 Nov')).toBeVisible()
  },
}

function withheld() {
  const response = adoptionFixture()
  const rest = { manager: null, people: null, linked: null, active: null }
  return { ...response, teams: [...response.teams.filter(({ manager }) => manager !== null), rest] }
}
