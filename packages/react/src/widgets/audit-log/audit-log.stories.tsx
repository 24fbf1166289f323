import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { logs } from '../../test/people-fixtures.ts'
import { AuditLog } from './audit-log.tsx'

const meta = {
  title: 'AuditLog',
  component: AuditLog,
  parameters: createUsageDocs('AuditLog', '<AuditLog />'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof AuditLog>
export default meta

type Story = StoryObj<typeof meta>

const logRoute = 'GET /log'

export const EveryEvent: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await canvas.findByText(/Tomás Ribeiro viewed the page of Maya Chen/)).toBeVisible()
  await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
  await expect(await canvas.findByText(/Ines Ferreira disconnected Claude$/)).toBeVisible()
})
export const NothingRecorded: Story = createStubStory({ log: logs.empty }, createTextPlay('Nothing is recorded yet'))
export const OlderEntriesLoading: Story = createStubStory(
  { faults: { 'GET /log?page=': 'pending' } },
  async ({ canvas }) => {
    const olderButton = await canvas.findByRole('button', { name: 'Show older' })
    await userEvent.click(olderButton)
    await waitFor(() => expect(olderButton).toHaveAttribute('aria-disabled', 'true'))
  },
)
export const OlderEntriesCouldNotLoad: Story = createStubStory(
  { faults: { 'GET /log?page=': 'unreachable' } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show older' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The server could not be reached.')
  },
)
export const NotPermitted: Story = createStubStory(
  { faults: { [logRoute]: 'not_permitted' } },
  createTextPlay('not_permitted · Request id: req_011CVb3kPq'),
)
export const SignedOut: Story = createStubStory(
  { faults: { [logRoute]: 'not_signed_in' } },
  createTextPlay('You are not signed in.'),
)
export const Offline: Story = createStubStory(
  { faults: { [logRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [logRoute]: 'internal_error' } },
  createRetryPlay(logRoute, /Tomás Ribeiro viewed the page of Maya Chen/),
)
export const Loading: Story = createStubStory(
  { faults: { [logRoute]: 'pending' } },
  createTextPlay('Loading the history'),
)
