import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createStubStory, expectRetry, expectText } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { access } from '../../test/people-fixtures.ts'
import { AccessLog } from './access-log.tsx'

const meta = {
  title: 'AccessLog',
  component: AccessLog,
  parameters: createUsageDocs('AccessLog', '<AccessLog employeeId={employee.id} />'),
  args: { employeeId: 'e-17', headingLevel: 2 },
} satisfies Meta<typeof AccessLog>
export default meta

type Story = StoryObj<typeof meta>

const log = 'GET /employees/{id}/access'

export const Oneself: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await canvas.findAllByText(/Tomás Ribeiro opened your page/)).toHaveLength(1)
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText('3 Nov')).toBeVisible()
})
export const SomeoneElse: Story = {
  ...createStubStory({}, expectText(/Tomás Ribeiro opened the page of Maya Chen/)),
  args: { employeeName: 'Maya Chen' },
}
export const LongName: Story = {
  ...createStubStory({}, expectText(/opened the page of Wolfeschlegelsteinhausen/)),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}
export const NoReads: Story = createStubStory({ access: access.noReads }, expectText('Nobody has looked'))
export const NoManagers: Story = createStubStory({ access: access.noManagers }, expectText(/^Nobody above/))
/** The list is paged, so the DOM stays small. */
export const TenThousandReads: Story = createStubStory({ access: access.manyReads }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText(/8 times/)).toBeVisible()
  await expect(canvas.getByRole('button', { name: 'Show older' })).toBeVisible()
})
export const OlderLoading: Story = createStubStory(
  { failing: { 'GET /employees/e-17/access?page=': 'pending' } },
  async ({ canvas }) => {
    const older = await canvas.findByRole('button', { name: 'Show older' })
    await userEvent.click(older)
    await waitFor(() => expect(older).toHaveAttribute('aria-disabled', 'true'))
  },
)
export const OlderCouldNotLoad: Story = createStubStory(
  { failing: { 'GET /employees/e-17/access?page=': 'unreachable' } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The server could not be reached.')
  },
)
export const NotPermitted: Story = createStubStory(
  { failing: { [log]: 'not_found' } },
  expectText('There is nothing here that you can see.'),
)
export const CouldNotLoad: Story = createStubStory(
  { failing: { [log]: 'unreachable' } },
  expectText('The server could not be reached.'),
)
export const TriedAgain: Story = createStubStory(
  { failing: { [log]: 'internal_error' } },
  expectRetry(log, 'Your admins'),
)
export const Loading: Story = createStubStory(
  { failing: { [log]: 'pending' } },
  expectText('Loading who can see and who looked'),
)
