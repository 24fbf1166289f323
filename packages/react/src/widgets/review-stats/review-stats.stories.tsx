import type { Meta, StoryObj } from '@storybook/react-vite'
import { addDays, type ConnectionResponse } from '@windmill/claude-core'
import { expect, fn, userEvent } from 'storybook/test'
import { createConversationStory, createRetryPlay, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections, engineer, omitAdminFields } from '../../test/fixtures.ts'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStats } from './review-stats.tsx'

const lastQuarter = { label: 'Q3 2026', from: '2026-07-01', to: '2026-09-30' } as const
const currentQuarter = { label: 'Q4 2026', from: '2026-10-01', to: '2026-11-22' } as const

const onInsert = fn<NonNullable<ReviewStatsProps['onInsert']>>()

const meta = {
  title: 'ReviewStats',
  component: ReviewStats,
  parameters: createUsageDocs(
    'ReviewStats',
    '<ReviewStats employeeId={employee.id} employeeName={employee.name} period={review.period} questions={form.questions} onInsert={addToReview} />',
  ),
  args: {
    employeeId: 'e-17',
    employeeName: 'Maya Chen',
    period: lastQuarter,
    questions: [
      { id: 'impact', label: 'Impact' },
      { id: 'craft', label: 'Craft and ways of working' },
      { id: 'growth', label: 'Growth' },
    ],
    onInsert,
    onUndo: fn(),
    onShow: fn(),
    onDismiss: fn(),
    headingLevel: 2,
  },
} satisfies Meta<typeof ReviewStats>
export default meta

type Story = StoryObj<typeof meta>

const expectChanges = createTextPlay('Excel is new')

export const WhatChangedMost: Story = createConversationStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Add to…: Excel is new' }))
  await userEvent.click(canvas.getByRole('button', { name: 'Impact' }))
  await expect(onInsert).toHaveBeenCalledOnce()
  await expect(canvas.getByText('✓ Added to Impact')).toBeVisible()
})

export const Editing: Story = createConversationStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Edit: Excel is new' }))
  await expect(canvas.getByRole('textbox')).toHaveFocus()
})

export const Dismissed: Story = {
  ...createConversationStory({}, createTextPlay(/dismissed/)),
  args: { dismissed: ['new.excel.sessions'] },
}

export const AllFigures: Story = createConversationStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('All figures'))
  await expect(canvas.getAllByRole('heading', { name: 'Claude Code' })[0]).toBeVisible()
  await expect(canvas.getByText('Pull requests', { selector: '.claude-Stat-label > span' })).toBeVisible()
})

export const AsTables: Story = createConversationStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByText('All figures'))
  await userEvent.click(canvas.getByRole('button', { name: 'Show as table' }))
  await expect(canvas.getByRole('region', { name: 'Claude Code, per week' })).toBeVisible()
})

export const CopyOnly: Story = {
  ...createConversationStory({}, async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Copy as text' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /^Add to/ })).toBeNull()
  }),
  render: ({ onInsert: _, ...args }) => <ReviewStats {...args} />,
}

export const OwnStats: Story = {
  ...createConversationStory({}, expectChanges),
  render: ({ employeeName: _, ...args }) => <ReviewStats {...args} />,
}
export const NothingStandsOut: Story = createConversationStory(
  { habitsBefore: engineer },
  createTextPlay('All figures'),
)
export const SmallNumbers: Story = createConversationStory(
  { habits: { chat_conversations: 0.6 }, habitsBefore: { chat_conversations: 1.2 } },
  createTextPlay('All figures'),
)
export const HugeNumbers: Story = createConversationStory(
  { habits: { ...engineer, code_lines_added: 4_321_000 } },
  expectChanges,
)
export const LowerBounds: Story = createConversationStory(
  { isLowerBound: true },
  createTextPlay(/Skill Usage: A lower bound/),
)
export const DaysMissing: Story = createConversationStory({ missing: ['2026-08-11', '2026-08-12'] }, expectChanges)
export const PreviousPeriodIncomplete: Story = createConversationStory(
  { firstReadDay: '2026-06-10' },
  async ({ canvas }) => {
    await expect(await canvas.findByText(/No comparison/)).toBeVisible()
    await expect(canvas.queryByText('Excel is new')).toBeNull()
  },
)
/** The current quarter. Claude does not serve its last days yet, and the days before them are provisional. */
export const CurrentQuarter: Story = { ...createConversationStory({}, expectChanges), args: { period: currentQuarter } }

export const NotMatched: Story = createConversationStory(
  { claudeUsers: 0 },
  createTextPlay('No Claude account is matched'),
)
export const NoActivity: Story = createConversationStory(
  { habits: {}, habitsBefore: {} },
  createTextPlay('No activity in this period'),
)

const createUnreadStory = (connection: ConnectionResponse, reason: string): Story =>
  createConversationStory({ firstReadDay: addDays(lastQuarter.to, 1) }, createTextPlay(reason), {
    connection: omitAdminFields(connection),
  })
export const JustConnected: Story = createUnreadStory(connections.connecting, 'Claude has just been connected')
export const CannotBeRead: Story = createUnreadStory(connections.needsAttention, 'Claude cannot be read at the moment')
export const HistoryStillBeingRead: Story = createUnreadStory(
  connections.backfilling,
  'These days are still being read',
)

export const NotConnected: Story = createConversationStory({}, createTextPlay('Claude is not connected'), {
  connection: omitAdminFields(connections.disconnected),
})

const route = 'GET /employees/{id}/stats'
export const NotPermitted: Story = createConversationStory(
  {},
  createTextPlay('Page not found or not shared with you'),
  {
    faults: { [route]: 'not_found' },
  },
)
export const CouldNotLoad: Story = createConversationStory({}, createTextPlay('The server could not be reached.'), {
  faults: { [route]: 'unreachable' },
})
export const RetryAfterFailure: Story = createConversationStory({}, createRetryPlay(route, 'Excel is new'), {
  faults: { [route]: 'internal_error' },
})
export const Loading: Story = createConversationStory({}, createTextPlay('Loading Claude usage'), {
  faults: { [route]: 'pending' },
})
export const LongName: Story = {
  ...createConversationStory({}, expectChanges),
  args: {
    employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta',
    period: { ...lastQuarter, label: 'Halbjahresbeurteilung_der_Entwicklungsabteilung_zweites_Halbjahr' },
  },
}

export const InGerman: Story = {
  ...createConversationStory({}, createTextPlay('Excel ist neu')),
  globals: { locale: 'de' },
}

export const WithNote: Story = {
  ...createConversationStory({}, createTextPlay('On call in May')),
  args: { note: 'On call in May' },
}
