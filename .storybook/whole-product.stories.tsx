import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { expect } from 'storybook/test'
import {
  AccessLog,
  ClaudeProvider,
  ClaudeUserMapping,
  ConnectClaude,
  StatsPanel,
  SyncStatus,
} from '../packages/react/src/index.ts'
import { createCompany } from './company.ts'

type Company = Awaited<ReturnType<typeof createCompany>>

/** One company for all of these stories, connected; it goes on reading its history while they are looked at. */
let company: Promise<Company> | undefined
const connected = async (): Promise<Company> => {
  const made = await createCompany()
  await made.connect()
  return made
}

const meta = {
  title: 'WholeProduct',
  tags: ['!autodocs'],
  loaders: [
    async () => {
      company ??= connected()
      return { company: await company }
    },
  ],
} satisfies Meta
export default meta

type Story = StoryObj<typeof meta>

const as = (who: keyof Company['people'], page: (company: Company) => ReactNode): NonNullable<Story['render']> =>
  function Page(_, { loaded }) {
    const { people, fetchAs } = loaded.company as Company
    return (
      <ClaudeProvider fetch={fetchAs(people[who])} queryClient={new QueryClient()}>
        <div style={{ display: 'grid', gap: '1rem' }}>{page(loaded.company as Company)}</div>
      </ClaudeProvider>
    )
  }

/** What an employee sees of themself. */
export const Profile: Story = {
  render: as('employee', ({ people }) => (
    <>
      <StatsPanel employeeId={people.employee} />
      <AccessLog employeeId={people.employee} />
    </>
  )),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Read through/)).toBeVisible()
  },
}

/** What a manager sees of someone in their team. */
export const OfAReport: Story = {
  render: as('manager', ({ people, nameOf }) => (
    <>
      <SyncStatus />
      <StatsPanel employeeId={people.employee} employeeName={nameOf(people.employee)} />
    </>
  )),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Read through/)).toBeVisible()
  },
}

/** What a colleague gets: the same as for someone who does not exist. */
export const OfAPeer: Story = {
  render: as('peer', ({ people }) => <StatsPanel employeeId={people.employee} />),
}

/** An admin's settings, over a connection that reads its history. */
export const Settings: Story = {
  render: as('admin', () => (
    <>
      <ConnectClaude canManage />
      <ClaudeUserMapping />
    </>
  )),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/are matched to an employee/)).toBeVisible()
  },
}
