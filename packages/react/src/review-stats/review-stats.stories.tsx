import type { Meta, StoryObj } from '@storybook/react-vite'
import { addDays, type ConnectionResponse } from '@windmill/claude-core'
import { expect, fn, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { ClaudeProvider } from '../provider.tsx'
import type { StatsContent } from '../stats-panel/view.tsx'
import {
  connections,
  engineer,
  engineerBefore,
  forEmployees,
  type StatsFixture,
  statsFixture,
} from '../test/fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-fetch.ts'
import { de } from '../texts/de.ts'
import { ReviewStats } from './review-stats.tsx'
import { ReviewStatsView, type ReviewStatsViewProps } from './view.tsx'

const quarter = { label: 'Q3 2026', from: '2026-07-01', to: '2026-09-30' } as const
const current = { label: 'Q4 2026', from: '2026-10-01', to: '2026-11-22' } as const

const content = (fixture: StatsFixture = {}): StatsContent => ({
  kind: 'stats',
  response: statsFixture({ period: quarter, habitsBefore: engineerBefore, ...fixture }),
  isOutdated: false,
})

const meta = {
  title: 'ReviewStats',
  component: ReviewStatsView,
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
    period: quarter,
    onInsert: fn() as ReviewStatsViewProps['onInsert'],
    onRetry: () => {},
    headingLevel: 2,
  },
} satisfies Meta<typeof ReviewStatsView>
export default meta

type Story = StoryObj<typeof meta>

export const WhatChangedMost: Story = {
  play: async ({ canvas, args }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Add to review' }))
    await expect(args.onInsert).toHaveBeenCalledOnce()
    await expect(canvas.getByText('Added to the review.')).toBeInTheDocument()
  },
}

export const EverythingElse: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('All twenty figures, by product'))
    await expect(canvas.getAllByRole('heading', { name: 'Claude Code' })[0]).toBeVisible()
    await expect(canvas.getByText('Pull requests', { selector: '.claude-StatsPanel-label' })).toBeVisible()
  },
}

export const AsTables: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('The numbers by product'))
    await expect(canvas.getByRole('region', { name: 'Claude Code, per week' })).toBeVisible()
  },
}

export const OnlyToCopy: Story = {
  args: { onInsert: undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Copy' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Add to review' })).toBeNull()
  },
}

export const Oneself: Story = { args: { employeeName: undefined } }
export const NothingStandsOut: Story = { args: { content: content({ habitsBefore: engineer }) } }
export const LowerBounds: Story = {
  args: { content: content({ lowerBound: true }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Skill Usage: A lower bound/)).toBeVisible()
  },
}
export const DaysMissing: Story = { args: { content: content({ missing: ['2026-08-11', '2026-08-12'] }) } }
export const PreviousPeriodIncomplete: Story = {
  args: { content: content({ since: '2026-06-10' }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/No comparison/)).toBeVisible()
    await expect(canvas.queryByText('What changed most')).toBeNull()
  },
}
/** A quarter that is not over: its last days are not published, and the newest ones may still change. */
export const NotOverYet: Story = {
  args: { period: current, content: content({ period: { from: current.from, to: current.to } }) },
}

export const NotMatched: Story = { args: { content: content({ claudeUsers: 0 }) } }
export const NoActivity: Story = { args: { content: content({ habits: {}, habitsBefore: {} }) } }

const unread = (connection: ConnectionResponse): Story => ({
  args: { content: content({ since: addDays(quarter.to, 1) }), connection },
})
export const JustConnected: Story = unread(forEmployees(connections.connecting))
export const StillBeingRead: Story = unread(forEmployees(connections.backfilling))

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
  args: {
    employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta',
    period: { ...quarter, label: 'Halbjahresbeurteilung_der_Entwicklungsabteilung_zweites_Halbjahr' },
  },
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
      <ReviewStats employeeId="e-17" employeeName="Maya Chen" period={quarter} onInsert={fn()} />
    </StoryProvider>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('What changed most')).toBeVisible()
  },
}
