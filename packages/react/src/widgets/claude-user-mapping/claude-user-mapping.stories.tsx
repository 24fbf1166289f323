import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { createRetryPlay, createStubStory, createTextPlay, type Play } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { directories, mappings } from '../../test/people-fixtures.ts'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'

const meta = {
  title: 'ClaudeUserMapping',
  component: ClaudeUserMapping,
  parameters: createUsageDocs('ClaudeUserMapping', '{viewer.isAdmin && <ClaudeUserMapping />}'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof ClaudeUserMapping>
export default meta

type Story = StoryObj<typeof meta>

const claudeUsersRoute = 'GET /claude-users'

const press = async (canvas: Parameters<Play>[0]['canvas'], role: 'button' | 'radio' | 'checkbox', name: RegExp) =>
  await userEvent.click(await canvas.findByRole(role, { name }))

export const Unmatched: Story = createStubStory({}, async ({ canvas }) => {
  await expect(await canvas.findByText('Perhaps Maya Chen')).toBeVisible()
  await expect(canvas.getByRole('radio', { name: 'Unmatched 4' })).toBeChecked()
})
export const LinkedWithOneClick: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await expect(await canvas.findByText('Linked to Maya Chen')).toBeVisible()
  await expect(await canvas.findByRole('radio', { name: 'Unmatched 3' })).toBeChecked()
  await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible()
})
export const PickingAnEmployee: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Change link of build-bot/)
  await userEvent.type(await canvas.findByRole('combobox', { name: 'Who uses it?' }), 'alex')
  await canvas.findByRole('option', { name: /Alexandra Kim/ })
  await userEvent.keyboard('{ArrowDown}')
  await expect(canvas.getByRole('option', { selected: true })).toHaveTextContent('Alex Kim')
})
export const WithHistory: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await press(canvas, 'button', /^Undo/)
  await canvas.findByText('Perhaps Maya Chen')
  await press(canvas, 'button', /^Change link of maya/)
  await expect(await canvas.findByText('Ines Ferreira: from Maya Chen to nobody')).toBeVisible()
})
export const Conflicts: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Conflict/)
  await expect(await canvas.findByText('Perhaps Alexandra Kim')).toBeVisible()
})
export const Flagged: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Flagged/)
  await expect(await canvas.findByRole('button', { name: /^Keep alex.k@acme.example with Alex Kim/ })).toBeVisible()
})
export const AllStates: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^All/)
  await expect(await canvas.findByText('Ignored', { selector: '.claude-Pill' })).toBeVisible()
})
export const SeveralSelected: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'checkbox', /^Select all 4/)
  await expect(await canvas.findByRole('button', { name: 'Link 2 to their first suggestion' })).toBeVisible()
})
export const BulkDecisionPartlyFailed: Story = createStubStory(
  { faults: { 'PUT /claude-users/user_noor/link': 'internal_error' } },
  async ({ canvas }) => {
    await press(canvas, 'checkbox', /^Select all 4/)
    await press(canvas, 'button', /^Ignore 4/)
    await expect(await canvas.findByText(/One could not be changed; its row says why/)).toBeVisible()
    await expect(canvas.getByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  },
)
export const DirectoryUpdateHeldBack: Story = createStubStory(
  { mapping: { ...mappings.mixedStates, directory: directories.heldBack } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('2 problems in the directory'))
    await expect(canvas.getByText(/Their manager e-9 is not in the directory/)).toBeVisible()
  },
)
export const SeveralPages: Story = createStubStory({ mapping: mappings.twoPages }, async ({ canvas }) => {
  await press(canvas, 'button', /^Load more/)
  await expect(await canvas.findByText('s.person24@old.example')).toBeVisible()
})
export const FoundOnlyInOtherState: Story = createStubStory({}, async ({ canvas }) => {
  await userEvent.type(await canvas.findByRole('searchbox'), 'aiko')
  await press(canvas, 'button', /^Search all states/)
  await expect(await canvas.findByText('Linked to Aiko Tanaka')).toBeVisible()
})
export const UnmatchedDoneConflictLeft: Story = createStubStory(
  { mapping: mappings.oneConflict },
  async ({ canvas }) => {
    await press(canvas, 'radio', /^Unmatched/)
    await expect(await canvas.findByRole('button', { name: 'Conflict (1)' })).toBeVisible()
  },
)
export const NothingToDo: Story = createStubStory({ mapping: mappings.nothingToDo }, createTextPlay('All settled'))
export const NoClaudeUsersYet: Story = createStubStory(
  { mapping: mappings.empty },
  createTextPlay('No Claude users yet'),
)
export const NotPermitted: Story = createStubStory(
  { faults: { [claudeUsersRoute]: 'not_permitted' } },
  createTextPlay('You may not see this list'),
)

export const LongNames: Story = createStubStory(
  { mapping: mappings.longAddresses },
  createTextPlay(/^wolfeschlegelsteinhausen/),
)
/** The list is paged, so only the first page is in the DOM. */
export const TenThousandClaudeUsers: Story = createStubStory(
  { mapping: mappings.tenThousandUsers },
  async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: 'Unmatched 10,000' })).toBeChecked()
    await expect(canvas.getAllByRole('checkbox', { name: /^s\.person/ }).length).toBeLessThan(60)
  },
)

export const CouldNotLoad: Story = createStubStory(
  { faults: { [claudeUsersRoute]: 'unreachable' } },
  createTextPlay('The server could not be reached.'),
)
export const RetryAfterFailure: Story = createStubStory(
  { faults: { [claudeUsersRoute]: 'internal_error' } },
  createRetryPlay(claudeUsersRoute, 'Perhaps Maya Chen'),
)
export const Loading: Story = createStubStory(
  { faults: { [claudeUsersRoute]: 'pending' } },
  createTextPlay('Loading the Claude users'),
)
