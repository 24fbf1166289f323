import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { access } from '../test/people-fixtures.ts'
import { says, served, triesAgain } from '../test/served.ts'
import { usage } from '../test/usage.ts'
import { AccessLog } from './access-log.tsx'

const meta = {
  title: 'AccessLog',
  component: AccessLog,
  parameters: usage('AccessLog', '<AccessLog employeeId={employee.id} />'),
  args: { employeeId: 'e-17', headingLevel: 2 },
} satisfies Meta<typeof AccessLog>
export default meta

type Story = StoryObj<typeof meta>

const log = 'GET /employees/{id}/access'

export const OfOneself: Story = served({}, async ({ canvas }) => {
  await expect(await canvas.findAllByText(/Tomás Ribeiro opened your page/)).toHaveLength(1)
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText('3 Nov')).toBeVisible()
})
export const OfSomeoneElse: Story = {
  ...served({}, says(/Tomás Ribeiro opened the page of Maya Chen/)),
  args: { employeeName: 'Maya Chen' },
}
export const LongName: Story = {
  ...served({}, says(/opened the page of Wolfeschlegelsteinhausen/)),
  args: { employeeName: 'Wolfeschlegelsteinhausenbergerdorff-Ramanathapuram Venkatanarasimharajuvaripeta' },
}
export const NobodyHasLooked: Story = served({ access: access.unseen }, says('Nobody has looked'))
export const NobodyAbove: Story = served({ access: access.atTheTop }, says(/^Nobody above/))
/** Ten thousand reads, a page at a time. */
export const ReadTenThousandTimes: Story = served({ access: access.often }, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText(/8 times/)).toBeVisible()
  await expect(canvas.getByRole('button', { name: 'Show older' })).toBeVisible()
})
export const OlderLoading: Story = served(
  { failing: { 'GET /employees/e-17/access?page=': 'pending' } },
  async ({ canvas }) => {
    const older = await canvas.findByRole('button', { name: 'Show older' })
    await userEvent.click(older)
    await waitFor(() => expect(older).toHaveAttribute('aria-disabled', 'true'))
  },
)
export const OlderCouldNotBeLoaded: Story = served(
  { failing: { 'GET /employees/e-17/access?page=': 'unreachable' } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The server could not be reached.')
  },
)
export const NotPermitted: Story = served(
  { failing: { [log]: 'not_found' } },
  says('There is nothing here that you can see.'),
)
export const CouldNotLoad: Story = served(
  { failing: { [log]: 'unreachable' } },
  says('The server could not be reached.'),
)
export const TriedAgain: Story = served({ failing: { [log]: 'internal_error' } }, triesAgain(log, 'Your admins'))
export const Loading: Story = served({ failing: { [log]: 'pending' } }, says('Loading who can see and who looked'))
