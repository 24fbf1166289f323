import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, userEvent } from 'storybook/test'
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
/** Returns one connected company for all stories. It goes on reading its history in the background. */
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

/** Creates a story of a page as one person sees it, served by the real handler. */
const createStory = (
  viewer: keyof Company['people'],
  renderPage: (company: Company) => ReactNode,
  play: Play,
): Story => ({
  parameters: {
    server: async () => {
      const { handlerFor, people } = await getCompany()
      return { handler: handlerFor(people[viewer]) }
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
    await expect(await canvas.findByText(/^Read through/)).toBeVisible()
    await expect(await canvas.findByText('Your admins')).toBeVisible()
  },
)

/** The profile of a report, as the manager sees it. */
export const ProfileOfReport: Story = createStory(
  'manager',
  ({ people, nameOf }) => (
    <>
      <SyncStatus />
      <StatsPanel employeeId={people.employee} employeeName={nameOf(people.employee)} />
    </>
  ),
  async ({ canvas }) => {
    await expect(await canvas.findByText(/^Read through/)).toBeVisible()
  },
)

/** The profile of a colleague: the same message as for an unknown employee. */
export const ProfileOfPeer: Story = createStory(
  'peer',
  ({ people }) => <StatsPanel employeeId={people.employee} />,
  async ({ canvas }) => {
    await expect(await canvas.findByText('There is nothing here that you can see')).toBeVisible()
  },
)

/** A manager's team, and the adoption of everyone below them. */
export const Team: Story = createStory(
  'manager',
  ({ people, nameOf }) => (
    <>
      <TeamStats managerId={people.manager} managerName={nameOf(people.manager)} />
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

/** A manager's figures for a 1:1 and for a review. */
export const OneOnOneAndReview: Story = createStory(
  'manager',
  ({ people, nameOf }) => {
    const report = { employeeId: people.employee, employeeName: nameOf(people.employee) }
    return (
      <>
        <OneOnOneStats {...report} lastMeetingOn="2026-11-05" />
        <ReviewStats {...report} period={{ label: 'October', from: '2026-10-15', to: '2026-11-15' }} />
      </>
    )
  },
  async ({ canvas }) => {
    await expect(await canvas.findByText('All twenty figures, by product')).toBeVisible()
  },
)

/** An admin's settings, while the history is being read. */
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
