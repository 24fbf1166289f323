import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { latestDay } from '../test/fixtures.ts'
import { access } from '../test/people-fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub } from '../test/stub-fetch.ts'
import { usage } from '../test/usage.ts'
import { AccessLog } from './access-log.tsx'
import { AccessLogView } from './view.tsx'

const meta = {
  title: 'AccessLog',
  component: AccessLogView,
  parameters: usage('AccessLog', '<AccessLog employeeId={employee.id} />'),
  decorators: [
    (Story) => (
      <StoryProvider>
        <Story />
      </StoryProvider>
    ),
  ],
  args: {
    employeeName: undefined,
    access: access.seen,
    problem: null,
    onRetry: () => {},
    paging: { onMore: null, isLoading: false, problem: null },
    isTimeZoneKnown: true,
    today: latestDay,
    headingLevel: 2,
  },
} satisfies Meta<typeof AccessLogView>
export default meta

type Story = StoryObj<typeof meta>

export const OfOneself: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText(/Tomás Ribeiro opened your page/)).toHaveLength(2)
  },
}
export const OfSomeoneElse: Story = { args: { employeeName: 'Maya Chen' } }
export const NobodyHasLooked: Story = { args: { access: access.unseen } }
export const NobodyAbove: Story = { args: { access: access.atTheTop } }
export const OnAServer: Story = { args: { isTimeZoneKnown: false } }
export const OlderCouldNotBeLoaded: Story = {
  args: { paging: { onMore: () => {}, isLoading: false, problem: clientProblem('server_unreachable', 0) } },
}
export const NotPermitted: Story = {
  render: () => (
    <StoryProvider fetch={createStub({ failing: { 'GET /employees/{id}/access': 'not_found' } }).fetch}>
      <AccessLog employeeId="e-17" />
    </StoryProvider>
  ),
}
export const CouldNotLoad: Story = { args: { access: null, problem: clientProblem('server_unreachable', 0) } }
export const Loading: Story = { args: { access: null } }

/** The whole widget over a server in memory. */
export const Live: Story = {
  render: () => (
    <StoryProvider fetch={createStub().fetch}>
      <AccessLog employeeId="e-17" />
    </StoryProvider>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
    await expect(await canvas.findByText('3 Nov')).toBeVisible()
  },
}
