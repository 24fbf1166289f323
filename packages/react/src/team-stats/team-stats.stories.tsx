import type { Meta, StoryObj } from '@storybook/react-vite'
import { lastDays } from '@windmill/claude-core'
import { expect, userEvent, waitFor } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { connections, latestDay } from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub, type StubOptions } from '../test/stub-fetch.ts'
import { teams } from '../test/team-fixtures.ts'
import { initialColumns } from './machine.ts'
import { TeamStats } from './team-stats.tsx'
import { TeamStatsView } from './view.tsx'

/** The whole widget over a server in memory, which answers by core's own rules. */
const meta = {
  title: 'TeamStats',
  component: TeamStats,
  args: { managerId: 'e-boss', managerName: 'Rosa Marín', personHref: (id) => `#${id}` },
} satisfies Meta<typeof TeamStats>
export default meta

type Story = StoryObj<typeof meta>
type Play = NonNullable<Story['play']>

const over = (options: StubOptions = {}, play?: Play): Story => ({
  render: (args) => (
    <StoryProvider fetch={createStub(options).fetch}>
      <TeamStats {...args} />
    </StoryProvider>
  ),
  ...(play && { play }),
})

const patience = { timeout: 10_000 }
const grid = async (canvas: Parameters<Play>[0]['canvas']) => await canvas.findByRole('grid', {}, patience)
const names = (canvas: Parameters<Play>[0]['canvas']) => canvas.getAllByRole('link').map((link) => link.textContent)

export const Platform: Story = over({}, async ({ canvas }) => {
  await expect(await grid(canvas)).toHaveAttribute('aria-rowcount', '10')
  await expect(names(canvas)[0]).toBe('Aiko Tanaka')
  await expect(canvas.getByText('not matched')).toBeVisible()
  await expect(canvas.getByText('archived on 6 Nov')).toBeVisible()
})
export const SortedByAColumn: Story = over({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(canvas.getByRole('columnheader', { name: /^Conversations/ })).toHaveAttribute('aria-sort', 'descending')
  // Whoever has no value is last in either direction.
  await expect(names(canvas).at(-1)).toBe('Noor Haddad')
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(names(canvas).at(-1)).toBe('Noor Haddad')
})
export const Searched: Story = over({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'zoe aker')
  await waitFor(() => expect(names(canvas)).toEqual(['Zoë Åkerström']), patience)
  await expect(canvas.getByText('1 of 8 people')).toBeVisible()
  // The totals stay those of the whole team.
  await expect(canvas.getByText('All 8 people')).toBeVisible()
})
export const NobodyFound: Story = over({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'xyz')
  await expect(await canvas.findByText('Nobody matches “xyz”', {}, patience)).toBeVisible()
})
export const ChoosingColumns: Story = over({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Lines added' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: /^Change against/ }))
  await expect(await canvas.findByRole('columnheader', { name: /^Lines added/ }, patience)).toBeVisible()
})
export const LowerBounds: Story = over({ team: { lowerBound: true } }, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Skill usage' }))
  await waitFor(() => expect(canvas.getAllByText('at least')[0]).toBeVisible(), patience)
})
export const TenThousandPeople: Story = over({ team: { people: teams.large } }, async ({ canvas }) => {
  await expect(await grid(canvas)).toHaveAttribute('aria-rowcount', '10002')
  await expect(canvas.getAllByRole('row').length).toBeLessThan(60)
})
export const OnePerson: Story = over({ team: { people: teams.one } })
export const NobodyMatched: Story = over({ team: { people: teams.unmatched } })
export const HugeTinyAndLong: Story = over({ team: { people: teams.extreme } })
export const DaysMissing: Story = over({ team: { missing: ['2026-11-03', '2026-11-04'] } }, async ({ canvas }) => {
  await grid(canvas)
  await expect(await canvas.findByText(/could not be read and are left out/, {}, patience)).toBeVisible()
})
export const NothingReadYet: Story = over(
  { team: { isRead: false }, connection: connections.connecting },
  async ({ canvas }) => {
    await expect(await canvas.findByText('Claude has just been connected', {}, patience)).toBeVisible()
  },
)
export const NobodyInTheTeam: Story = over({ team: { people: teams.nobody } }, async ({ canvas }) => {
  await expect(await canvas.findByText('Nobody is in this team', {}, patience)).toBeVisible()
})
export const NotConnected: Story = over({ connection: connections.disconnected }, async ({ canvas }) => {
  await expect(await canvas.findByText('Claude is not connected', {}, patience)).toBeVisible()
})
export const NotPermitted: Story = over({ failing: { 'GET /teams/{id}/stats': 'not_found' } }, async ({ canvas }) => {
  await expect(await canvas.findByText('There is nothing here that you can see', {}, patience)).toBeVisible()
})

const done = () => {}
const view = (content: Parameters<typeof TeamStatsView>[0]['content']): Story => ({
  render: () => (
    <StoryProvider>
      <TeamStatsView
        managerName="Rosa Marín"
        connection={connections.connected}
        content={content}
        picker={{
          selected: '30',
          period: lastDays(30, latestDay),
          last: latestDay,
          reviewLabel: null,
          editing: false,
          onPreset: done,
          onCustom: done,
          onDates: done,
        }}
        columns={initialColumns}
        onColumns={done}
        onRetry={done}
        headingLevel={2}
      />
    </StoryProvider>
  ),
})

export const Loading: Story = view({ kind: 'loading' })
export const Problem: Story = view({ kind: 'problem', problem: clientProblem('server_unreachable', 0) })
