import type { ClaudeUserResponse, Employee, Participation } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const viewer = { accountId: acme, employeeId: 'admin', permissions: ['users:match', 'people:view'] as const }

/** Creates a host in which `maya` used Claude. `leave` takes her out of the directory. */
const createHost = async (participation: Participation) => {
  const others = [createEmployee('boss'), createDirectReport('per', 'boss')]
  const employees: Employee[] = [...others, createDirectReport('maya', 'boss', { participation })]
  const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
  const { claude, storage } = createTestHost({ clock, employees })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
  await claude.directory.refresh(acme)
  const readUser = (): Promise<ClaudeUserResponse> => claude.api.claudeUser(viewer, 'user_maya')
  const linkToPer = (): Promise<unknown> =>
    claude.api.decideLink(viewer, 'user_maya', { decision: 'link', employeeId: 'per' })
  const leave = async () => {
    employees.splice(0, employees.length, ...others)
    await claude.directory.refresh(acme)
  }
  return { claude, readUser, linkToPer, leave }
}

test('suggestions do not depend on the participation of the employees', async () => {
  const suggest = async (participation: Participation) => {
    const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
    const { claude, storage } = createTestHost({
      clock,
      employees: [createEmployee('boss'), createDirectReport('per', 'boss', { name: 'Per Olsen', participation })],
    })
    await storeDay(storage, '2026-11-10', { alt: { chat_messages: 5 } }, '2026-11-10', { alt: 'per.olsen@alt.example' })
    await claude.directory.refresh(acme)
    return (await claude.api.claudeUser(viewer, 'user_alt')).suggestions
  }
  const included = await suggest('included')
  expect(included).toMatchObject([{ id: 'per' }])
  expect(await suggest('totals')).toEqual(included)
  expect(await suggest('excluded')).toEqual(included)
})

test('a Claude user of somebody with the participation totals stays protected when they leave the directory', async () => {
  const { readUser, linkToPer, leave } = await createHost('totals')
  await leave()
  expect(await readUser()).toMatchObject({ state: 'flagged' })
  expect(await readUser()).not.toHaveProperty('lastActiveOn')
  await expect(linkToPer()).rejects.toMatchObject({ code: 'link_protected' })
})

test('a Claude user of somebody else is shown and moves after they left the directory', async () => {
  const { readUser, linkToPer, leave } = await createHost('included')
  await leave()
  expect(await readUser()).toMatchObject({ state: 'flagged', lastActiveOn: '2026-11-10' })
  expect(await linkToPer()).toMatchObject({ employee: { id: 'per' } })
})

test('a protected Claude user is no longer protected once the host links it to somebody who is included', async () => {
  const { claude, readUser, leave } = await createHost('totals')
  await leave()
  await claude.links.decide(acme, 'user_maya', { decision: 'link', employeeId: 'per' }, { by: 'admin' })
  expect(await readUser()).toMatchObject({ lastActiveOn: '2026-11-10' })
})
