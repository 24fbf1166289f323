import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections } from '../../test/fixtures.ts'
import { teams } from '../../test/team-fixtures.ts'
import { TeamStats } from './team-stats.tsx'

const meta = {
  title: 'TeamStats',
  component: TeamStats,
  parameters: createUsageDocs(
    'TeamStats',
    '<TeamStats managerId={manager.id} managerName={manager.name} personHref={getPersonUrl} />',
  ),
  args: { managerId: 'e-boss', managerName: 'Rosa Marín', personHref: (id) => `#${id}` },
} satisfies Meta<typeof TeamStats>
export default meta

type Story = StoryObj<typeof meta>

/** In milliseconds. The table's code may load slowly on a busy machine. */
const longTimeout = { timeout: 50_000 }
const statsRoute = 'GET /teams/{id}/stats'
const findGrid = async (canvas: Parameters<Play>[0]['canvas']) => await canvas.findByRole('grid', {}, longTimeout)
const readNames = (canvas: Parameters<Play>[0]['canvas']) => canvas.getAllByRole('link').map((link) => link.textContent)

export const PlatformTeam: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await findGrid(canvas)).toHaveAttribute('aria-rowcount', '10')
  await expect(readNames(canvas)[0]).toBe('Aiko Tanaka')
  await expect(canvas.getByText('not matched')).toBeVisible()
  await expect(canvas.getByText('archived on 6 Nov')).toBeVisible()
})
export const SortedByColumn: Story = createStubStory({}, async ({ canvas }) => {
  await findGrid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(canvas.getByRole('columnheader', { name: /^Conversations/ })).toHaveAttribute('aria-sort', 'descending')
  // A person without a value comes last in either direction.
  await expect(readNames(canvas).at(-1)).toBe('Noor Haddad')
  await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
  await expect(readNames(canvas).at(-1)).toBe('Noor Haddad')
})
export const Searched: Story = createStubStory({}, async ({ canvas }) => {
  await findGrid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'zoe aker')
  await waitFor(() => expect(readNames(canvas)).toEqual(['Zoë Åkerström']), longTimeout)
  await expect(canvas.getByText('1 of 8 people')).toBeVisible()
  // The totals still cover the whole team.
  await expect(canvas.getByText('The 7 matched people')).toBeVisible()
})
export const NoSearchResults: Story = createStubStory({}, async ({ canvas }) => {
  await findGrid(canvas)
  await userEvent.type(canvas.getByRole('searchbox'), 'xyz')
  await expect(await canvas.findByText('Nobody matches “xyz”', {}, longTimeout)).toBeVisible()
})
export const ChoosingColumns: Story = createStubStory({}, async ({ canvas }) => {
  await findGrid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Lines added' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: /^Change from the previous period/ }))
  await expect(await canvas.findByRole('columnheader', { name: /^Lines added/ }, longTimeout)).toBeVisible()
})
export const LowerBounds: Story = createStubStory({ team: { isLowerBound: true } }, async ({ canvas }) => {
  await findGrid(canvas)
  await userEvent.click(canvas.getByRole('button', { name: 'Columns' }))
  await userEvent.click(canvas.getByRole('checkbox', { name: 'Skill usage' }))
  await waitFor(() => expect(canvas.getAllByText('at least')[0]).toBeVisible(), longTimeout)
})
export const TenThousandPeople: Story = createStubStory(
  { team: { people: teams.tenThousandPeople } },
  async ({ canvas }) => {
    await expect(await findGrid(canvas)).toHaveAttribute('aria-rowcount', '10002')
    await expect(canvas.getAllByRole('row').length).toBeLessThan(60)
  },
)
export const OnePerson: Story = createStubStory({ team: { people: teams.onePerson } }, async ({ canvas }) => {
  await expect(await findGrid(canvas)).toHaveAttribute('aria-rowcount', '3')
})
export const NobodyMatched: Story = createStubStory({ team: { people: teams.unmatched } }, async ({ canvas }) => {
  await findGrid(canvas)
  await expect(canvas.getAllByText('not matched')).toHaveLength(8)
})
export const ExtremeValues: Story = createStubStory(
  { team: { people: teams.extreme } },
  createTextPlay(/^Wolfeschlegelsteinhausen/),
)
export const DaysMissing: Story = createStubStory(
  { team: { missing: ['2026-11-03', '2026-11-04'] } },
  async ({ canvas }) => {
    await findGrid(canvas)
    await expect(await canvas.findByText(/could not be read and are left out/, {}, longTimeout)).toBeVisible()
  },
)
export const Provisional: Story = createStubStory({}, createTextPlay(/The last 7 days may still change\.$/))
export const HistoryStillBeingRead: Story = createStubStory(
  { team: { firstReadDay: '2026-11-05' }, connection: connections.backfilling },
  createTextPlay(/days are still being read, newest first/),
)
export const NothingReadYet: Story = createStubStory(
  { team: { isRead: false }, connection: connections.connecting },
  createTextPlay('Claude has just been connected'),
)
export const NeedsAttention: Story = createStubStory(
  { team: { isRead: false }, connection: connections.needsAttention },
  createTextPlay('Claude cannot be read at the moment'),
)
export const EmptyTeam: Story = createStubStory(
  { team: { people: teams.empty } },
  createTextPlay('Nobody is in this team'),
)
export const NotConnected: Story = createStubStory(
  { connection: connections.disconnected },
  createTextPlay('Claude is not connected'),
)
export const NotPermitted: Story = createStubStory(
  { faults: { [statsRoute]: 'not_found' } },
  createTextPlay('Page not found or not shared with you'),
)

export const CouldNotLoad: Story = createStubStory(
  { faults: { [statsRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [statsRoute]: 'internal_error' } },
  createRetryPlay(statsRoute, 'Aiko Tanaka'),
)
export const Loading: Story = createStubStory(
  { faults: { [statsRoute]: 'pending' } },
  createTextPlay('Loading the team’s Claude usage'),
)
export const LoadingAnotherPeriod: Story = createStubStory(
  { faults: { 'GET /teams/e-boss/stats?from=2026-08-23': 'pending' } },
  async ({ canvas }) => {
    await findGrid(canvas)
    await userEvent.click(canvas.getByRole('radio', { name: '90 days' }))
    await expect(await canvas.findByText('Loading what was chosen')).toBeInTheDocument()
    await expect(canvas.getByText('Aiko Tanaka')).toBeVisible()
  },
)

export const WithNotes: Story = {
  ...createStubStory({}, createTextPlay('On call in May')),
  args: { personNotes: new Map([['e-2', 'On call in May']]) },
}
