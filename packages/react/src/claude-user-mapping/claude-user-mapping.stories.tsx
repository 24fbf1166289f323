import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { clientProblem } from '../fetch/claude-problem.ts'
import { latestDay } from '../test/fixtures.ts'
import { directories, people } from '../test/people-fixtures.ts'
import { StoryProvider } from '../test/story-provider.tsx'
import { createStub, type StubOptions } from '../test/stub-fetch.ts'
import { usage } from '../test/usage.ts'
import { ClaudeUserMapping } from './claude-user-mapping.tsx'
import { initialMappingUi } from './machine.ts'
import { ClaudeUserMappingView } from './view.tsx'

/** The whole widget over a server in memory, which decides by core's own rules. */
const meta = {
  title: 'ClaudeUserMapping',
  component: ClaudeUserMapping,
  parameters: usage('ClaudeUserMapping', '{viewer.isAdmin && <ClaudeUserMapping />}'),
} satisfies Meta<typeof ClaudeUserMapping>
export default meta

type Story = StoryObj<typeof meta>
type Play = NonNullable<Story['play']>

const over = (options: StubOptions = {}, play?: Play): Story => ({
  render: () => (
    <StoryProvider fetch={createStub(options).fetch}>
      <ClaudeUserMapping />
    </StoryProvider>
  ),
  ...(play && { play }),
})

const press = async (canvas: Parameters<Play>[0]['canvas'], role: 'button' | 'radio' | 'checkbox', name: RegExp) =>
  await userEvent.click(await canvas.findByRole(role, { name }))

export const Unmatched: Story = over({}, async ({ canvas }) => {
  await expect(await canvas.findByText('Perhaps Maya Chen')).toBeVisible()
  await expect(canvas.getByRole('radio', { name: 'Unmatched 4' })).toBeChecked()
})
export const LinkedWithOneClick: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await expect(await canvas.findByText('Linked to Maya Chen')).toBeVisible()
  await expect(await canvas.findByRole('radio', { name: 'Unmatched 3' })).toBeChecked()
  await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible()
})
export const ChoosingByHand: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Change whose build-bot/)
  await userEvent.type(await canvas.findByRole('combobox', { name: 'Whose is it?' }), 'alex')
  await canvas.findByRole('option', { name: /Alexandra Kim/ })
  await userEvent.keyboard('{ArrowDown}')
  await expect(canvas.getByRole('option', { selected: true })).toHaveTextContent('Alex Kim')
})
export const WithHistory: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'button', /^Link maya/)
  await press(canvas, 'button', /^Undo/)
  await press(canvas, 'button', /^Change whose maya/)
  await expect(await canvas.findByText('Ines Ferreira: from Maya Chen to nobody')).toBeVisible()
})
export const Conflicts: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Conflict/)
  await expect(await canvas.findByText('Perhaps Alexandra Kim')).toBeVisible()
})
export const Flagged: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^Flagged/)
  await expect(await canvas.findByRole('button', { name: /^Keep alex.k@acme.example with Alex Kim/ })).toBeVisible()
})
export const Everyone: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'radio', /^All/)
  await expect(await canvas.findByText('Ignored', { selector: '.claude-Pill' })).toBeVisible()
})
export const SeveralSelected: Story = over({}, async ({ canvas }) => {
  await press(canvas, 'checkbox', /^Select all 4/)
  await expect(await canvas.findByRole('button', { name: 'Link 2 to their first suggestion' })).toBeVisible()
})
export const NotAllCouldBeChanged: Story = over(
  { failing: { 'PUT /claude-users/user_noor/link': 'internal_error' } },
  async ({ canvas }) => {
    await press(canvas, 'checkbox', /^Select all 4/)
    await press(canvas, 'button', /^Ignore 4/)
    await expect(await canvas.findByText(/One could not be changed; its row says why/)).toBeVisible()
    await expect(canvas.getByRole('alert')).toHaveTextContent('Something went wrong on our side.')
  },
)
export const DirectoryHeldBack: Story = over(
  { people: { ...people.work, directory: directories.heldBack } },
  async ({ canvas }) => {
    await userEvent.click(await canvas.findByText('2 problems in the directory'))
    await expect(canvas.getByText(/The manager of e-40/)).toBeVisible()
  },
)
export const SeveralPages: Story = over({ people: people.many }, async ({ canvas }) => {
  await press(canvas, 'button', /^Load more/)
  await expect(await canvas.findByText('s.person24@old.example')).toBeVisible()
})
export const NobodyFound: Story = over({}, async ({ canvas }) => {
  await userEvent.type(await canvas.findByRole('searchbox'), 'aiko')
  await press(canvas, 'button', /^Search all states/)
  await expect(await canvas.findByText('Linked to Aiko Tanaka')).toBeVisible()
})
export const NobodyLeftHere: Story = over({ people: people.conflictsOnly }, async ({ canvas }) => {
  await press(canvas, 'radio', /^Unmatched/)
  await expect(await canvas.findByRole('button', { name: 'Conflict (1)' })).toBeVisible()
})
export const AllSettled: Story = over({ people: people.settled })
export const NobodyYet: Story = over({ people: people.none })
export const NotPermitted: Story = over({ failing: { 'GET /claude-users': 'admin_only' } })

const view = (problem: ReturnType<typeof clientProblem> | null): Story => ({
  render: () => (
    <StoryProvider>
      <ClaudeUserMappingView
        summary={null}
        users={null}
        problem={problem}
        onRetry={() => {}}
        isOutdated={false}
        state={{ ...initialMappingUi, filter: 'unmatched' }}
        paging={{ onMore: null, isLoading: false, problem: null }}
        today={latestDay}
        actions={{ filter: () => {}, search: () => {}, open: () => {}, select: () => {}, decide: () => {} }}
        headingLevel={2}
      />
    </StoryProvider>
  ),
})
export const CouldNotLoad: Story = view(clientProblem('server_unreachable', 0))
export const Loading: Story = view(null)
