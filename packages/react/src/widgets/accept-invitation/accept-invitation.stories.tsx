import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import type { StubServerOptions } from '../../test/create-stub-server.ts'
import { analyticsKey, invitationFixture, previewFixture } from '../../test/fixtures.ts'
import { AcceptInvitation } from './accept-invitation.tsx'

const meta = {
  title: 'AcceptInvitation',
  component: AcceptInvitation,
  parameters: {
    docs: {
      description: {
        component: [
          'For a public page, such as `/connect`, to which the link of an invitation leads.',
          '```tsx',
          "import { AcceptInvitation, ClaudeProvider } from '@windmill/claude-react'",
          "import '@windmill/claude-react/styles.css'",
          '',
          '<ClaudeProvider baseUrl="/api/claude" viewerId={null}>',
          '  <AcceptInvitation />',
          '</ClaudeProvider>',
          '```',
        ].join('\n'),
      },
    },
  },
  args: { invitation: invitationFixture.secret, headingLevel: 2 },
} satisfies Meta<typeof AcceptInvitation>
export default meta

type Story = StoryObj<typeof meta>
type Canvas = Parameters<Play>[0]['canvas']

const clickButton = async (canvas: Canvas, name: string) =>
  await userEvent.click(await canvas.findByRole('button', { name }))

/** Creates a story in which the invited person pastes a key and checks it. */
const createCheckStory = (options: StubServerOptions, play: Play): Story =>
  createStubStory(options, async (context) => {
    const { canvas } = context
    await userEvent.click(await canvas.findByLabelText('Analytics API key'))
    await userEvent.paste(analyticsKey)
    await clickButton(canvas, 'Check')
    await play(context)
  })

const route = 'POST /connection/preview'

export const Open: Story = createStubStory({}, createTextPlay('Paste the key'))
export const Checked: Story = createCheckStory(
  { preview: { ...previewFixture, reports: { skills: true, connectors: true } } },
  createTextPlay('It opens the daily counts per person, the skill report and the connector report.'),
)
export const CheckedWithoutReports: Story = createCheckStory(
  { preview: { ...previewFixture, reports: { skills: false, connectors: false } } },
  createTextPlay('It opens the daily counts per person.'),
)
export const KeyRefusedByClaude: Story = createStubStory({}, async ({ canvas, loaded }) => {
  await userEvent.click(await canvas.findByLabelText('Analytics API key'))
  loaded.server.setFault(route, 'scope_missing')
  await userEvent.paste(analyticsKey)
  await clickButton(canvas, 'Check')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('This key may not read analytics.')
})
export const WrongKindOfKey: Story = createStubStory({}, async ({ canvas }) => {
  await userEvent.click(await canvas.findByLabelText('Analytics API key'))
  await userEvent.paste('sk-ant-admin01-abc')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('This is a Console admin key.')
})
export const Accepted: Story = createCheckStory({}, async ({ canvas }) => {
  await canvas.findByText(/^This key works/)
  await clickButton(canvas, 'Connect Claude')
  await expect(await canvas.findByText(/There is nothing left for you to do/)).toBeVisible()
})
export const ExpiredWhileOpen: Story = createCheckStory({}, async ({ canvas, loaded }) => {
  await canvas.findByText(/^This key works/)
  loaded.server.setFault('PUT /connection', 'invitation_invalid')
  await clickButton(canvas, 'Connect Claude')
  await expect(await canvas.findByRole('alert')).toHaveTextContent('This link does not work any more.')
})
export const Expired: Story = createStubStory(
  { faults: { [route]: 'invitation_invalid' } },
  createTextPlay('This link does not work any more.'),
)
export const IncompleteLink: Story = {
  ...createStubStory({}, createTextPlay('The link is incomplete')),
  args: { invitation: undefined as never },
}
export const Offline: Story = createStubStory(
  { faults: { [route]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [route]: 'internal_error' } },
  createRetryPlay(route, 'Paste the key'),
)
export const Loading: Story = createStubStory({ faults: { [route]: 'pending' } }, createTextPlay('Checking the link'))
