import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, fn, userEvent } from 'storybook/test'
import { connections, engineer, forEmployees } from '../test/fixtures.ts'
import { overFigures, says, triesAgain } from '../test/served.ts'
import { usage } from '../test/usage.ts'
import { OneOnOneStats, type OneOnOneStatsProps } from './one-on-one-stats.tsx'

const onInsert = fn<NonNullable<OneOnOneStatsProps['onInsert']>>()

const meta = {
  title: 'OneOnOneStats',
  component: OneOnOneStats,
  parameters: usage(
    'OneOnOneStats',
    '<OneOnOneStats employeeId={employee.id} employeeName={employee.name} lastMeetingOn={last.day} onInsert={addToAgenda} />',
  ),
  args: {
    employeeId: 'e-17',
    employeeName: 'Maya Chen',
    lastMeetingOn: '2026-11-05',
    onInsert,
    headingLevel: 2,
  },
} satisfies Meta<typeof OneOnOneStats>
export default meta

type Story = StoryObj<typeof meta>

const excelIsNew = says('Excel is new')

export const WhatStandsOut: Story = overFigures({}, async ({ canvas }) => {
  await expect(await canvas.findByText('Excel is new')).toBeVisible()
  await expect(canvas.getByText('PowerPoint was not used')).toBeVisible()
  await userEvent.click(canvas.getByRole('button', { name: 'Add to the agenda: Excel is new' }))
  await expect(canvas.getByRole('button', { name: 'Added to the agenda: Excel is new' })).toHaveFocus()
  await userEvent.click(canvas.getByRole('button', { name: 'Add all to agenda' }))
  await expect(onInsert).toHaveBeenCalledTimes(2)
})

/** The viewer looks at their own page: what to bring up, instead of what to ask. */
export const Oneself: Story = {
  ...overFigures({}, async ({ canvas }) => {
    await expect((await canvas.findAllByText('Bring up:'))[0]).toBeVisible()
    await expect(canvas.queryByText('Ask:')).toBeNull()
  }),
  render: ({ employeeName: _, ...args }) => <OneOnOneStats {...args} />,
}

export const NothingCanBeAdded: Story = {
  ...overFigures({}, async ({ canvas }) => {
    await expect(await canvas.findByText('Excel is new')).toBeVisible()
    await expect(canvas.queryByRole('button', { name: /Add/ })).toBeNull()
  }),
  render: ({ onInsert: _, ...args }) => <OneOnOneStats {...args} />,
}

export const NothingStandsOut: Story = overFigures({ habitsBefore: engineer }, says('Nothing stands out'))
export const SmallNumbers: Story = overFigures(
  { habits: { chat_conversations: 0.5 }, habitsBefore: { chat_conversations: 1.2 } },
  async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing stands out')).toBeVisible()
    await expect(canvas.queryByRole('list', { name: 'What stands out' })).toBeNull()
  },
)
export const HugeNumbers: Story = overFigures({ habits: { ...engineer, code_lines_added: 4_321_000 } }, excelIsNew)
export const AllOfItStopped: Story = overFigures({ habits: {} }, says('Claude Code was not used'))
export const OverMonths: Story = { ...overFigures({}, excelIsNew), args: { lastMeetingOn: '2026-08-13' } }
export const OneDayMissing: Story = overFigures({ missing: ['2026-11-11'] }, excelIsNew)
export const LowerBounds: Story = overFigures({ lowerBound: true }, async ({ canvas }) => {
  await expect(await canvas.findByText('Excel is new')).toBeVisible()
  await expect(canvas.queryByText(/Connector usage went/)).toBeNull()
})
export const PreviousPeriodIncomplete: Story = overFigures({ since: '2026-11-01' }, async ({ canvas }) => {
  await expect(await canvas.findByText(/No comparison: the period before is not completely read/)).toBeVisible()
  await expect(canvas.queryByText('Excel is new')).toBeNull()
})
export const HistoryStillBeingRead: Story = overFigures({ since: '2026-11-10' }, says(/still being read/), {
  connection: forEmployees(connections.backfilling),
})

export const OnlyJustMet: Story = {
  ...overFigures({}, says(/Claude has published 3 days since/)),
  args: { lastMeetingOn: '2026-11-17' },
}
export const NothingPublishedSince: Story = {
  ...overFigures({}, says(/Claude has/)),
  args: { lastMeetingOn: '2026-11-20' },
}

export const NotMatched: Story = overFigures({ claudeUsers: 0 }, says('No Claude account is matched'))
export const NoActivity: Story = overFigures({ habits: {}, habitsBefore: {} }, says('No activity in this period'))

const unread = (connection: ConnectionResponse, why: string): Story =>
  overFigures({ since: '2026-11-21' }, says(why), { connection: forEmployees(connection) })
export const JustConnected: Story = unread(connections.connecting, 'Claude has just been connected')
export const CannotBeRead: Story = unread(connections.needsAttention, 'Claude cannot be read at the moment')

export const NotConnected: Story = overFigures({}, says('Claude is not connected'), {
  connection: forEmployees(connections.disconnected),
})

const route = 'GET /employees/{id}/stats'
export const NotPermitted: Story = overFigures({}, says('There is nothing here that you can see'), {
  failing: { [route]: 'not_found' },
})
export const CouldNotLoad: Story = overFigures({}, says('The server could not be reached.'), {
  failing: { [route]: 'unreachable' },
})
export const TriedAgain: Story = overFigures({}, triesAgain(route, 'Excel is new'), {
  failing: { [route]: 'internal_error' },
})
export const Loading: Story = overFigures({}, says('Loading Claude usage'), { failing: { [route]: 'pending' } })

export const LongName: Story = {
  ...overFigures({}, excelIsNew),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}

export const InGerman: Story = { ...overFigures({}, says('Excel ist neu')), globals: { locale: 'de' } }
