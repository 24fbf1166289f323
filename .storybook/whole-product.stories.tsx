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
import type { Play } from '../packages/react/src/test/served.ts'
import { type Company, createCompany } from './company.ts'

/** One company for all of these stories, connected; it goes on reading its history while they are looked at. */
let company: Promise<Company> | undefined
const connected = (): Promise<Company> => {
  company ??= createCompany().then(async (made) => {
    await made.connect()
    return made
  })
  return company
}

const meta = {
  title: 'WholeProduct',
  tags: ['!autodocs'],
  loaders: [async () => ({ company: await connected() })],
} satisfies Meta
export default meta

type Story = StoryObj<typeof meta>

/** A page as someone sees it, answered by the real handler. */
const as = (who: keyof Company['people'], page: (company: Company) => ReactNode, play: Play): Story => ({
  parameters: {
    server: async () => {
      const { handlerAs, people } = await connected()
      return { handler: handlerAs(people[who]) }
    },
  },
  render: (_, { loaded }) => <div style={{ display: 'grid', gap: '1rem' }}>{page(loaded.company)}</div>,
  play,
})

/** What an employee sees of themself. */
export const Profile: Story = as(
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

/** What a manager sees of someone in their team. */
export const OfAReport: Story = as(
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

/** What a colleague gets: the same as for someone who does not exist. */
export const OfAPeer: Story = as(
  'peer',
  ({ people }) => <StatsPanel employeeId={people.employee} />,
  async ({ canvas }) => {
    await expect(await canvas.findByText('There is nothing here that you can see')).toBeVisible()
  },
)

/** What a manager sees of their team, and of everyone below them as a whole. */
export const Team: Story = as(
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

/** What a manager brings to a 1:1, and to a review. */
export const Talks: Story = as(
  'manager',
  ({ people, nameOf }) => {
    const whom = { employeeId: people.employee, employeeName: nameOf(people.employee) }
    return (
      <>
        <OneOnOneStats {...whom} lastMeetingOn="2026-11-05" />
        <ReviewStats {...whom} period={{ label: 'October', from: '2026-10-15', to: '2026-11-15' }} />
      </>
    )
  },
  async ({ canvas }) => {
    await expect(await canvas.findByText('All twenty figures, by product')).toBeVisible()
  },
)

/** An admin's settings, over a connection that reads its history. */
export const Settings: Story = as(
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
