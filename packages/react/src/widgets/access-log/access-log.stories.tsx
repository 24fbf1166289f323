import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { accessLogs } from '../../test/people-fixtures.ts'
import { AccessLog } from './access-log.tsx'

const meta = {
  title: 'AccessLog',
  component: AccessLog,
  parameters: createUsageDocs('AccessLog', '<AccessLog employeeId={employee.id} />'),
  args: { employeeId: 'e-17', headingLevel: 2 },
} satisfies Meta<typeof AccessLog>
export default meta

type Story = StoryObj<typeof meta>

const accessRoute = 'GET /employees/{id}/access'

export const OwnLog: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await canvas.findAllByText(/Tomás Ribeiro viewed your page/)).toHaveLength(1)
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText('3 Nov')).toBeVisible()
})
export const LogOfSomeoneElse: Story = {
  ...createStubStory({}, createTextPlay(/Tomás Ribeiro viewed the page of Maya Chen/)),
  args: { employeeName: 'Maya Chen' },
}
export const LongName: Story = {
  ...createStubStory({}, createTextPlay(/viewed the page of Wolfeschlegelsteinhausen/)),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}
export const NoReads: Story = createStubStory(
  { access: accessLogs.noReads },
  createTextPlay('No one has viewed these figures yet'),
)
export const NoManagers: Story = createStubStory({ access: accessLogs.empty }, createTextPlay(/^No manager: /))
/** The list loads page by page, so the DOM has only the loaded entries. */
export const TenThousandReads: Story = createStubStory({ access: accessLogs.manyReads }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText(/8 times/)).toBeVisible()
  await expect(canvas.getByRole('button', { name: 'Show older' })).toBeVisible()
})
export const OlderEntriesLoading: Story = createStubStory(
  { faults: { 'GET /employees/e-17/access?page=': 'pending' } },
  async ({ canvas }) => {
    const olderButton = await canvas.findByRole('button', { name: 'Show older' })
    await userEvent.click(olderButton)
    await waitFor(() => expect(olderButton).toHaveAttribute('aria-disabled', 'true'))
  },
)
export const OlderEntriesCouldNotLoad: Story = createStubStory(
  { faults: { 'GET /employees/e-17/access?page=': 'unreachable' } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The server could not be reached.')
  },
)
export const NotPermitted: Story = createStubStory(
  { faults: { [accessRoute]: 'not_found' } },
  createTextPlay('Not found or not shared with you.'),
)
export const CouldNotLoad: Story = createStubStory(
  { faults: { [accessRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [accessRoute]: 'internal_error' } },
  createRetryPlay(accessRoute, /Whoever stands in for one of them/),
)
export const Loading: Story = createStubStory(
  { faults: { [accessRoute]: 'pending' } },
  createTextPlay('Loading the access history'),
)
