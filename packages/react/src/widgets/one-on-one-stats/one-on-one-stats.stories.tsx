import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, fn, userEvent } from 'storybook/test'
import { createConversationStory, createRetryPlay, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { connections, engineer, omitAdminFields } from '../../test/fixtures.ts'
import { OneOnOneStats } from './one-on-one-stats.tsx'
import type { OneOnOneStatsProps } from './props.ts'

const onInsert = fn<NonNullable<OneOnOneStatsProps['onInsert']>>()

const meta = {
  title: 'OneOnOneStats',
  component: OneOnOneStats,
  parameters: createUsageDocs(
    'OneOnOneStats',
    '<OneOnOneStats employeeId={employee.id} employeeName={employee.name} lastMeetingOn={last.day} onInsert={addToAgenda} />',
  ),
  args: {
    employeeId: 'e-17',
    employeeName: 'Maya Chen',
    lastMeetingOn: '2026-10-20',
    onInsert,
    onUndo: fn(),
    onDismiss: fn(),
    headingLevel: 2,
  },
} satisfies Meta<typeof OneOnOneStats>
export default meta

type Story = StoryObj<typeof meta>

const expectExcelIsNew = createTextPlay('Excel is new')

export const WhatStandsOut: Story = createConversationStory({}, async ({ canvas }) => {
  await expect(await canvas.findByText('Excel is new')).toBeVisible()
  await expect(canvas.getByText('PowerPoint was not used')).toBeVisible()
  await userEvent.click(canvas.getByRole('button', { name: 'Add to agenda: Excel is new' }))
  await expect(canvas.getByRole('button', { name: 'Undo: Excel is new' })).toHaveFocus()
  await userEvent.click(canvas.getByRole('button', { name: /^Add all/ }))
  await expect(canvas.queryByRole('button', { name: /^Add/ })).toBeNull()
})

/** The viewer is the employee, so the widget suggests what to bring up instead of what to ask. */
export const OwnStats: Story = {
  ...createConversationStory({}, async ({ canvas }) => {
    await expect((await canvas.findAllByText('Bring up:'))[0]).toBeVisible()
    await expect(canvas.queryByText('Ask:')).toBeNull()
  }),
  render: ({ employeeName: _, ...args }) => <OneOnOneStats {...args} />,
}

export const NothingCanBeAdded: Story = {
  ...createConversationStory({}, async ({ canvas }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /Add/ })).toBeNull()
  }),
  render: ({ onInsert: _, ...args }) => <OneOnOneStats {...args} />,
}

export const NothingStandsOut: Story = createConversationStory(
  { habitsBefore: engineer },
  createTextPlay('Nothing stands out'),
)
export const SmallNumbers: Story = createConversationStory(
  { habits: { chat_conversations: 0.5 }, habitsBefore: { chat_conversations: 1.2 } },
  async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing stands out')).toBeVisible()
    await expect(canvas.queryByRole('list', { name: 'What stands out' })).toBeNull()
  },
)
export const HugeNumbers: Story = createConversationStory(
  { habits: { ...engineer, code_lines_added: 4_321_000 } },
  expectExcelIsNew,
)
export const EverythingStopped: Story = createConversationStory(
  { habits: {} },
  createTextPlay('Claude Code was not used'),
)
export const SeveralMonths: Story = {
  ...createConversationStory({}, expectExcelIsNew),
  args: { lastMeetingOn: '2026-08-13' },
}
export const OneDayMissing: Story = createConversationStory({ missing: ['2026-11-11'] }, expectExcelIsNew)
export const LowerBounds: Story = createConversationStory({ isLowerBound: true }, async ({ canvas }) => {
  await expect(await canvas.findByText('Excel is new')).toBeVisible()
  await expect(canvas.queryByText(/Connector usage (rose|fell)/)).toBeNull()
})
export const PreviousPeriodIncomplete: Story = createConversationStory(
  { firstReadDay: '2026-11-01' },
  async ({ canvas }) => {
    await expect(await canvas.findByText(/No comparison: some days of the previous period were not read/)).toBeVisible()
    await expect(canvas.queryByText('Excel is new')).toBeNull()
  },
)
export const HistoryStillBeingRead: Story = createConversationStory(
  { firstReadDay: '2026-11-10' },
  createTextPlay(/still being read/),
  {
    connection: omitAdminFields(connections.backfilling),
  },
)

/** A weekly 1:1: the days since the last meeting are still arriving. */
export const Weekly: Story = {
  ...createConversationStory({}, createTextPlay(/are still arriving/)),
  args: { lastMeetingOn: '2026-11-17' },
}

export const NotMatched: Story = createConversationStory(
  { claudeUsers: 0 },
  createTextPlay('No Claude account is matched'),
)
export const NoActivity: Story = createConversationStory(
  { habits: {}, habitsBefore: {} },
  createTextPlay('No activity in this period'),
)

const createUnreadStory = (connection: ConnectionResponse, reason: string): Story =>
  createConversationStory({ firstReadDay: '2026-11-21' }, createTextPlay(reason), {
    connection: omitAdminFields(connection),
  })
export const JustConnected: Story = createUnreadStory(connections.connecting, 'Claude has just been connected')
export const CannotBeRead: Story = createUnreadStory(connections.needsAttention, 'Claude cannot be read at the moment')

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
  ...createConversationStory({}, expectExcelIsNew),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}

export const InGerman: Story = {
  ...createConversationStory({}, createTextPlay('Excel ist neu')),
  globals: { locale: 'de' },
}

export const WithNote: Story = {
  ...createConversationStory({}, createTextPlay('On call in May')),
  args: { note: 'On call in May' },
}
