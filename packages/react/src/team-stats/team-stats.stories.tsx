import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { connections } from '../test/fixtures.ts'
import { type Play, says, served, triesAgain } from '../test/served.ts'
import { teams } from '../test/team-fixtures.ts'
import { usage } from '../test/usage.ts'
import { TeamStats } from './team-stats.tsx'

const meta = {
  title: 'TeamStats',
  component: TeamStats,
  parameters: usage('TeamStats', '<TeamStats managerId={manager.id} managerName={manager.name} personHref={pageOf} />'),
  args: { managerId: 'e-boss', managerName: 'Rosa Marín', personHref: (id) => `#${id}` },
} satisfies Meta<typeof TeamStats>
export default meta

type Story = StoryObj<typeof meta>

const patience = { timeout: 10_000 }
const grid = async (canvas: Parameters<Play>[0]['canvas']) => await canvas.findByRole('grid', {}, patience)
const names = (canvas: Parameters<Play>[0]['canvas']) => canvas.getAllByRole('link').map((link) => link.textContent)

export const Platform: Story = served({}, async ({ canvas }) => {
  await expect(await grid(canvas)).toHaveAttribute('aria-rowcount', '10')
  await expect(names(canvas)[0]).toBe('Aiko Tanaka')
  await expect(canvas.getByText('not matched')).toBeVisible()
  await expect(canvas.getByText('archived on 6 Nov')).toBeVisible()
})
export const SortedByAColumn: Story = served({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(canvas.getByRole('columnheader', { name: /^Conversations/ })).toHaveAttribute('aria-sort', 'descending')
  // Whoever has no value is last in either direction.
  await expect(names(canvas).at(-1)).toBe('Noor Haddad')
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(names(canvas).at(-1)).toBe('Noor Haddad')
})
export const Searched: Story = served({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'zoe aker')
  await waitFor(() => expect(names(canvas)).toEqual(['Zoë Åkerström']), patience)
  await expect(canvas.getByText('1 of 8 people')).toBeVisible()
  // The totals stay those of the whole team.
  await expect(canvas.getByText('All 8 people')).toBeVisible()
})
export const NobodyFound: Story = served({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'xyz')
  await expect(await canvas.findByText('Nobody matches “xyz”', {}, patience)).toBeVisible()
})
export const ChoosingColumns: Story = served({}, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Lines added' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: /^Change against/ }))
  await expect(await canvas.findByRole('columnheader', { name: /^Lines added/ }, patience)).toBeVisible()
})
export const LowerBounds: Story = served({ team: { lowerBound: true } }, async ({ canvas }) => {
  await grid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Skill usage' }))
  await waitFor(() => expect(canvas.getAllByText('at least')[0]).toBeVisible(), patience)
})
export const TenThousandPeople: Story = served({ team: { people: teams.large } }, async ({ canvas }) => {
  await expect(await grid(canvas)).toHaveAttribute('aria-rowcount', '10002')
  await expect(canvas.getAllByRole('row').length).toBeLessThan(60)
})
export const OnePerson: Story = served({ team: { people: teams.one } }, async ({ canvas }) => {
  await expect(await grid(canvas)).toHaveAttribute('aria-rowcount', '3')
})
export const NobodyMatched: Story = served({ team: { people: teams.unmatched } }, async ({ canvas }) => {
  await grid(canvas)
  await expect(canvas.getAllByText('not matched')).toHaveLength(8)
})
export const HugeTinyAndLong: Story = served({ team: { people: teams.extreme } }, says(/^Wolfeschlegelsteinhausen/))
export const DaysMissing: Story = served({ team: { missing: ['2026-11-03', '2026-11-04'] } }, async ({ canvas }) => {
  await grid(canvas)
  await expect(await canvas.findByText(/could not be read and are left out/, {}, patience)).toBeVisible()
})
export const Provisional: Story = served({}, says(/Figures from 14 Nov on may still change\.$/))
export const HistoryStillBeingRead: Story = served(
  { team: { since: '2026-11-05' }, connection: connections.backfilling },
  says(/days are still being read, newest first/),
)
export const NothingReadYet: Story = served(
  { team: { isRead: false }, connection: connections.connecting },
  says('Claude has just been connected'),
)
export const NeedsAttention: Story = served(
  { team: { isRead: false }, connection: connections.needsAttention },
  says('Claude cannot be read at the moment'),
)
export const NobodyInTheTeam: Story = served({ team: { people: teams.nobody } }, says('Nobody is in this team'))
export const NotConnected: Story = served({ connection: connections.disconnected }, says('Claude is not connected'))
export const NotPermitted: Story = served(
  { failing: { 'GET /teams/{id}/stats': 'not_found' } },
  says('There is nothing here that you can see'),
)

const stats = 'GET /teams/{id}/stats'
export const CouldNotLoad: Story = served(
  { failing: { [stats]: 'unreachable' } },
  says('The server could not be reached.'),
)
export const TriedAgain: Story = served({ failing: { [stats]: 'internal_error' } }, triesAgain(stats, 'Aiko Tanaka'))
export const Loading: Story = served({ failing: { [stats]: 'pending' } }, says('Loading the team’s Claude usage'))
export const AnotherPeriodLoading: Story = served(
  { failing: { 'GET /teams/e-boss/stats?from=2026-08-23': 'pending' } },
  async ({ canvas }) => {
    await grid(canvas)
    await userEvent.click(canvas.getByRole('radio', { name: '90 days' }))
    await expect(await canvas.findByText('Loading what was chosen')).toBeInTheDocument()
    await expect(canvas.getByText('Aiko Tanaka')).toBeVisible()
  },
)
