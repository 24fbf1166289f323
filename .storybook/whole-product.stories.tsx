import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import {
  AccessLog,
  AdoptionOverview,
  ClaudeUserMapping,
  ConnectClaude,
  OneOnOneStats,
  ReviewStats,
  StatsPanel,
  SyncStatus,
  TeamStats,
} from '../packages/react/src/index.ts'
import type { Play } from '../packages/react/src/test/create-story.ts'
import { type Company, createCompany } from './create-company.ts'

let connectedCompany: Promise<Company> | undefined
/** Returns the connected company that all stories share. Its integration still reads older days in the background. */
const getCompany = (): Promise<Company> => {
  connectedCompany ??= createCompany().then(async (company) => {
    await company.connect()
    return company
  })
  return connectedCompany
}

const meta = {
  title: 'WholeProduct',
  tags: ['!autodocs'],
  loaders: [async () => ({ company: await getCompany() })],
} satisfies Meta
export default meta

type Story = StoryObj<typeof meta>

/** Creates a story of a page, viewed by one employee of the company. The company's integration answers the requests. */
const createStory = (
  viewer: 'employee' | 'manager' | 'managersManager' | 'peer' | 'admin' | 'archived',
  renderPage: (company: Company) => ReactNode,
  play: Play,
): Story => ({
  parameters: {
    server: async () => {
      const { createHandler, people } = await getCompany()
      return { handler: createHandler(people[viewer]) }
    },
  },
  render: (_, { loaded }) => <div style={{ display: 'grid', gap: '1rem' }}>{renderPage(loaded.company)}</div>,
  play,
})

/** An employee's own profile. */
export const Profile: Story = createStory(
  'employee',
  ({ people }) => (
    <>
      <StatsPanel employeeId={people.employee} />
      <AccessLog employeeId={people.employee} />
    </>
  ),
  async ({ canvas }) => {
    await expect(await canvas.findByText(/^Data through/)).toBeVisible()
    await expect(await canvas.findByText(/Whoever stands in for one of them/)).toBeVisible()
  },
)

/** The profile of a direct report, as the manager sees it. */
export const ProfileOfReport: Story = createStory(
  'manager',
  ({ people, getName }) => (
    <>
      <SyncStatus />
      <StatsPanel employeeId={people.employee} employeeName={getName(people.employee)} />
    </>
  ),
  async ({ canvas }) => {
    await expect(await canvas.findByText(/^Data through/)).toBeVisible()
  },
)

/** The profile of a peer, which shows the same message as for an unknown employee. */
export const ProfileOfPeer: Story = createStory(
  'peer',
  ({ people }) => <StatsPanel employeeId={people.employee} />,
  async ({ canvas }) => {
    await expect(await canvas.findByText('Page not found or not shared with you')).toBeVisible()
  },
)

/** A manager's team, and its adoption. */
export const Team: Story = createStory(
  'manager',
  ({ people, getName }) => (
    <>
      <TeamStats managerId={people.manager} managerName={getName(people.manager)} />
      <AdoptionOverview />
    </>
  ),
  async ({ canvas }) => {
    await canvas.findByRole('grid')
    await userEvent.click(canvas.getByRole('button', { name: /^Conversations/ }))
    await expect(canvas.getByRole('columnheader', { name: /^Conversations/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await expect(await canvas.findByText(/people used Claude$/)).toBeVisible()
  },
)

/** The figures of a direct report that a manager sees in a 1:1 and in a review. */
export const OneOnOneAndReview: Story = createStory(
  'manager',
  ({ people, getName }) => {
    const report = { employeeId: people.employee, employeeName: getName(people.employee) }
    return (
      <>
        <OneOnOneStats {...report} lastMeetingOn="2026-11-05" />
        <ReviewStats {...report} period={{ label: 'October', from: '2026-10-15', to: '2026-11-15' }} />
      </>
    )
  },
  async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText('All figures')).toHaveLength(2))
  },
)

/** The settings that an admin sees while the history is being read. */
export const Settings: Story = createStory(
  'admin',
  () => (
    <>
      <ConnectClaude canManage />
      <ClaudeUserMapping />
    </>
  ),
  async ({ canvas }) => {
    await expect(await canvas.findByText(/are matched to an employee/)).toBeVisible()
  },
)
