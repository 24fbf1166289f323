import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { directories, people } from '../test/people-fixtures.ts'
import { type Play, says, served, triesAgain } from '../test/served.ts'
import { usage } from '../test/usage.ts'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'

const meta = {
  title: 'ClaudeUserMapping',
  component: ClaudeUserMapping,
  parameters: usage('ClaudeUserMapping', '{viewer.isAdmin && <ClaudeUserMapping />}'),
  args: { headingLevel: 2 },
} satisfies Meta<typeof ClaudeUserMapping>
export default meta

type Story = StoryObj<typeof meta>

const press = async (canvas: Parameters<Play>[0]['canvas'], role: 'button' | 'radio' | 'checkbox', name: RegExp) =>
  await userEvent.click(await canvas.findByRole(role, { name }))

export const Unmatched: Story = served({}, async ({ canvas }) => {
  await expect(await canvas.findByText('Perhaps Maya Chen')).toBeVisible()
  await expect(canvas.getByRole('radio', { name: 'Unmatched 4' })).toBeChecked()
})
export const LinkedWithOneClick: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await expect(await canvas.findByText('Linked to Maya Chen')).toBeVisible()
  await expect(await canvas.findByRole('radio', { name: 'Unmatched 3' })).toBeChecked()
  await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible()
})
export const ChoosingByHand: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Change whose build-bot/)
  await userEvent.type(await canvas.findByRole('combobox', { name: 'Whose is it?' }), 'alex')
  await canvas.findByRole('option', { name: /Alexandra Kim/ })
  await userEvent.keyboard('{ArrowDown}')
  await expect(canvas.getByRole('option', { selected: true })).toHaveTextContent('Alex Kim')
})
export const WithHistory: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await press(canvas, 'button', /^Undo/)
  await canvas.findByText('Perhaps Maya Chen')
  await press(canvas, 'button', /^Change whose maya/)
  await expect(await canvas.findByText('Ines Ferreira: from Maya Chen to nobody')).toBeVisible()
})
export const Conflicts: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Conflict/)
  await expect(await canvas.findByText('Perhaps Alexandra Kim')).toBeVisible()
})
export const Flagged: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Flagged/)
  await expect(await canvas.findByRole('button', { name: /^Keep alex.k@acme.example with Alex Kim/ })).toBeVisible()
})
export const Everyone: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^All/)
  await expect(await canvas.findByText('Ignored', { selector: '.claude-Pill' })).toBeVisible()
})
export const SeveralSelected: Story = served({}, async ({ canvas }) => {
  await press(canvas, 'checkbox', /^Select all 4/)
  await expect(await canvas.findByRole('button', { name: 'Link 2 to their first suggestion' })).toBeVisible()
})
export const NotAllCouldBeChanged: Story = served(
  { failing: { 'PUT /claude-users/user_noor/link': 'internal_error' } },
  async ({ canvas }) => {
    await press(canvas, 'checkbox', /^Select all 4/)
    await press(canvas, 'button', /^Ignore 4/)
    await expect(await canvas.findByText(/One could not be changed; its row says why/)).toBeVisible()
    await expect(canvas.getByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  },
)
export const DirectoryHeldBack: Story = served(
  { people: { ...people.work, directory: directories.heldBack } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('2 problems in the directory'))
    await expect(canvas.getByText(/The manager of e-40/)).toBeVisible()
  },
)
export const SeveralPages: Story = served({ people: people.many }, async ({ canvas }) => {
  await press(canvas, 'button', /^Load more/)
  await expect(await canvas.findByText('s.person24@old.example')).toBeVisible()
})
export const NobodyFound: Story = served({}, async ({ canvas }) => {
  await userEvent.type(await canvas.findByRole('searchbox'), 'aiko')
  await press(canvas, 'button', /^Search all states/)
  await expect(await canvas.findByText('Linked to Aiko Tanaka')).toBeVisible()
})
export const NobodyLeftHere: Story = served({ people: people.conflictsOnly }, async ({ canvas }) => {
  await press(canvas, 'radio', /^Unmatched/)
  await expect(await canvas.findByRole('button', { name: 'Conflict (1)' })).toBeVisible()
})
export const AllSettled: Story = served({ people: people.settled }, says('All settled'))
export const NobodyYet: Story = served({ people: people.none }, says('No Claude users yet'))
export const NotPermitted: Story = served(
  { failing: { 'GET /claude-users': 'admin_only' } },
  says('This list is for admins'),
)

export const LongNames: Story = served({ people: people.long }, says(/^wolfeschlegelsteinhausen/))
/** Ten thousand, a page at a time. */
export const TenThousandPeople: Story = served({ people: people.large }, async ({ canvas }) => {
  await expect(await canvas.findByRole('radio', { name: 'Unmatched 10,000' })).toBeChecked()
  await expect(canvas.getAllByRole('checkbox', { name: /^s\.person/ }).length).toBeLessThan(60)
})

const list = 'GET /claude-users'
export const CouldNotLoad: Story = served(
  { failing: { [list]: 'unreachable' } },
  says('The server could not be reached.'),
)
export const TriedAgain: Story = served(
  { failing: { [list]: 'internal_error' } },
  triesAgain(list, 'Perhaps Maya Chen'),
)
export const Loading: Story = served({ failing: { [list]: 'pending' } }, says('Loading the Claude users'))
