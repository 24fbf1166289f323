import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse, Period } from '@windmill/claude-core'
import { expect, fn, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { ClaudeProvider } from '../provider.tsx'
import {
  connections,
  engineer,
  engineerBefore,
  forEmployees,
  latestDay,
  type StatsFixture,
  statsFixture,
} from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-fetch.ts'
import { de } from '../texts/de.ts'
import { OneOnOneStats } from './one-on-one-stats.tsx'
import { type OneOnOneContent, OneOnOneStatsView, type OneOnOneStatsViewProps } from './view.tsx'

const since: Period = { from: '2026-11-06', to: latestDay }

const content = (fixture: StatsFixture = {}): OneOnOneContent => ({
  kind: 'stats',
  response: statsFixture({ period: since, habitsBefore: engineerBefore, ...fixture }),
  isOutdated: false,
})

const meta = {
  title: 'OneOnOneStats',
  component: OneOnOneStatsView,
  decorators: [
    (Story) => (
      <StoryProvider>
        <Story />
      </StoryProvider>
    ),
  ],
  args: {
    employeeName: 'Maya Chen',
    connection: forEmployees(connections.connected),
    content: content(),
    period: since,
    onInsert: fn() as OneOnOneStatsViewProps['onInsert'],
    onRetry: () => {},
    headingLevel: 2,
  },
} satisfies Meta<typeof OneOnOneStatsView>
export default meta

type Story = StoryObj<typeof meta>

export const WhatStandsOut: Story = {
  play: async ({ canvas, args }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await expect(canvas.getByText('PowerPoint was not used')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Add to the agenda: Excel is new' }))
    await expect(canvas.getByRole('button', { name: 'Added to the agenda: Excel is new' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Add all to agenda' }))
    await expect(args.onInsert).toHaveBeenCalledTimes(2)
  },
}

/** The viewer looks at their own page: what to bring up, instead of what to ask. */
export const Oneself: Story = {
  args: { employeeName: undefined },
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('Bring up:'))[0]).toBeVisible()
    await expect(canvas.queryByText('Ask:')).toBeNull()
  },
}

export const NothingCanBeAdded: Story = {
  args: { onInsert: undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /Add/ })).toBeNull()
  },
}

export const NothingStandsOut: Story = {
  args: { content: content({ habitsBefore: engineer }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing stands out')).toBeVisible()
  },
}

export const SmallNumbers: Story = {
  args: { content: content({ habits: { chat_conversations: 0.5 }, habitsBefore: { chat_conversations: 1.2 } }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing stands out')).toBeVisible()
    await expect(canvas.queryByRole('list', { name: 'What stands out' })).toBeNull()
  },
}

export const AllOfItStopped: Story = {
  args: { content: content({ habits: {} }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Claude Code was not used')).toBeVisible()
  },
}

export const OverMonths: Story = {
  args: {
    period: { from: '2026-08-14', to: latestDay },
    content: content({ period: { from: '2026-08-14', to: latestDay } }),
  },
}

export const OneDayMissing: Story = { args: { content: content({ missing: ['2026-11-11'] }) } }
export const LowerBounds: Story = {
  args: { content: content({ lowerBound: true }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await expect(canvas.queryByText(/Connector usage went/)).toBeNull()
  },
}
export const PreviousPeriodIncomplete: Story = {
  args: { content: content({ since: '2026-11-01' }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/No comparison: the period before is not completely read/)).toBeVisible()
    await expect(canvas.queryByText('Excel is new')).toBeNull()
  },
}
export const HistoryStillBeingRead: Story = {
  args: { content: content({ since: '2026-11-10' }), connection: forEmployees(connections.backfilling) },
}

export const OnlyJustMet: Story = {
  args: { content: { kind: 'early', lastMeetingOn: '2026-11-17', through: latestDay }, period: null },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Claude has published 3 days since/)).toBeVisible()
  },
}
export const NothingPublishedSince: Story = {
  args: { content: { kind: 'early', lastMeetingOn: '2026-11-20', through: latestDay }, period: null },
}

export const NotMatched: Story = { args: { content: content({ claudeUsers: 0 }) } }
export const NoActivity: Story = { args: { content: content({ habits: {}, habitsBefore: {} }) } }

const unread = (connection: ConnectionResponse): Story => ({
  args: { content: content({ since: '2026-11-21' }), connection },
})
export const JustConnected: Story = unread(forEmployees(connections.connecting))
export const CannotBeRead: Story = unread(forEmployees(connections.needsAttention))

export const NotConnected: Story = {
  args: { content: { kind: 'not_connected' }, connection: forEmployees(connections.disconnected) },
}
export const NotPermitted: Story = {
  args: { content: { kind: 'not_found' }, employeeName: undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('There is nothing here that you can see')).toBeVisible()
  },
}
export const CouldNotLoad: Story = {
  args: { content: { kind: 'problem', problem: clientProblem('server_unreachable', 0) } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const Loading: Story = { args: { content: { kind: 'loading' } } }

export const LongName: Story = {
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}

export const InGerman: Story = {
  decorators: [
    (Story) => (
      <ClaudeProvider locale="de" texts={de}>
        <Story />
      </ClaudeProvider>
    ),
  ],
}

/** The whole widget over a server in memory. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub({ stats: { habitsBefore: engineerBefore } }).fetch}>
      <OneOnOneStats employeeId="e-17" employeeName="Maya Chen" lastMeetingOn="2026-11-05" onInsert={fn()} />
    </StoryProvider>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
  },
}
