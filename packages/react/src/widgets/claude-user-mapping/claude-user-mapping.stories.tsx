import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { createStubStory, expectRetry, expectText, type Play } from '../../test/create-story.ts'
import { createUsageDocs } from '../../test/create-usage-docs.ts'
import { directories, people } from '../../test/people-fixtures.ts'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'

const meta = {
  title: 'ClaudeUserMapping',
  component: ClaudeUserMapping,
  parameters: createUsageDocs('ClaudeUserMapping', '{viewer.isAdmin && <ClaudeUserMapping />}'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof ClaudeUserMapping>
export default meta

type Story = StoryObj<typeof meta>

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
  await press(canvas, 'button', /^Change whose build-bot/)
  await userEvent.type(await canvas.findByRole('combobox', { name: 'Whose is it?' }), 'alex')
  await canvas.findByRole('option', { name: /Alexandra Kim/ })
  await userEvent.keyboard('{ArrowDown}')
  await expect(canvas.getByRole('option', { selected: true })).toHaveTextContent('Alex Kim')
})
export const WithHistory: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await press(canvas, 'button', /^Undo/)
  await canvas.findByText('Perhaps Maya Chen')
  await press(canvas, 'button', /^Change whose maya/)
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
export const Everyone: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^All/)
  await expect(await canvas.findByText('Ignored', { selector: '.claude-Pill' })).toBeVisible()
})
export const SeveralSelected: Story = createStubStory({}, async ({ canvas }) => {
  await press(canvas, 'checkbox', /^Select all 4/)
  await expect(await canvas.findByRole('button', { name: 'Link 2 to their first suggestion' })).toBeVisible()
})
export const BulkDecisionPartlyFailed: Story = createStubStory(
  { failing: { 'PUT /claude-users/user_noor/link': 'internal_error' } },
  async ({ canvas }) => {
    await press(canvas, 'checkbox', /^Select all 4/)
    await press(canvas, 'button', /^Ignore 4/)
    await expect(await canvas.findByText(/One could not be changed; its row says why/)).toBeVisible()
    await expect(canvas.getByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  },
)
export const DirectoryHeldBack: Story = createStubStory(
  { people: { ...people.inProgress, directory: directories.heldBack } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('2 problems in the directory'))
    await expect(canvas.getByText(/Their manager e-9 is not in the directory/)).toBeVisible()
  },
)
export const SeveralPages: Story = createStubStory({ people: people.twoPages }, async ({ canvas }) => {
  await press(canvas, 'button', /^Load more/)
  await expect(await canvas.findByText('s.person24@old.example')).toBeVisible()
})
export const NoSearchResults: Story = createStubStory({}, async ({ canvas }) => {
  await userEvent.type(await canvas.findByRole('searchbox'), 'aiko')
  await press(canvas, 'button', /^Search all states/)
  await expect(await canvas.findByText('Linked to Aiko Tanaka')).toBeVisible()
})
export const FilterDone: Story = createStubStory({ people: people.conflictsOnly }, async ({ canvas }) => {
  await press(canvas, 'radio', /^Unmatched/)
  await expect(await canvas.findByRole('button', { name: 'Conflict (1)' })).toBeVisible()
})
export const AllSettled: Story = createStubStory({ people: people.settled }, expectText('All settled'))
export const NoClaudeUsersYet: Story = createStubStory({ people: people.none }, expectText('No Claude users yet'))
export const NotPermitted: Story = createStubStory(
  { failing: { 'GET /claude-users': 'admin_only' } },
  expectText('This list is for admins'),
)

export const LongNames: Story = createStubStory(
  { people: people.longAddresses },
  expectText(/^wolfeschlegelsteinhausen/),
)
/** The list is paged, so the DOM stays small. */
export const TenThousandPeople: Story = createStubStory({ people: people.large }, async ({ canvas }) => {
  await expect(await canvas.findByRole('radio', { name: 'Unmatched 10,000' })).toBeChecked()
  await expect(canvas.getAllByRole('checkbox', { name: /^s\.person/ }).length).toBeLessThan(60)
})

const list = 'GET /claude-users'
export const CouldNotLoad: Story = createStubStory(
  { failing: { [list]: 'unreachable' } },
  expectText('The server could not be reached.'),
)
export const TriedAgain: Story = createStubStory(
  { failing: { [list]: 'internal_error' } },
  expectRetry(list, 'Perhaps Maya Chen'),
)
export const Loading: Story = createStubStory(
  { failing: { [list]: 'pending' } },
  expectText('Loading the Claude users'),
)
