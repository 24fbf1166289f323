import { type ClaudeUserResponse, type Employee, employeeId, type Participation } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
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
  const eraseAndReconnect = async () => {
    await storage.eraseAccount(acme)
    await storage.reopenAccount(acme)
    await claude.directory.refresh(acme)
    await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
  }
  return { claude, readUser, linkToPer, leave, eraseAndReconnect, employees }
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

test('a Claude user of somebody who left with the participation totals stays protected when the account is erased', async () => {
  const { claude, readUser, linkToPer, leave, eraseAndReconnect, employees } = await createHost('totals')
  await leave()
  await eraseAndReconnect()
  expect(await readUser()).toMatchObject({ state: 'unmatched', reason: { code: 'nobody_has_it' } })
  expect(await readUser()).not.toHaveProperty('lastActiveOn')
  await expect(linkToPer()).rejects.toMatchObject({ code: 'link_protected' })
  employees.push(createDirectReport('successor', 'boss', { emails: ['maya@example.com'] }))
  await claude.directory.refresh(acme)
  expect(await readUser()).toMatchObject({ state: 'conflict', candidates: [{ id: 'successor' }], employee: null })
  await claude.links.decide(acme, 'user_maya', { decision: 'link', employeeId: 'per' }, { by: 'admin' })
  expect(await readUser()).toMatchObject({ state: 'matched', employee: { id: 'per' }, lastActiveOn: '2026-11-10' })
})

test('a Claude user of somebody with the participation totals is linked to them again after an erasure of the account', async () => {
  const { readUser, eraseAndReconnect } = await createHost('totals')
  await eraseAndReconnect()
  expect(await readUser()).toMatchObject({ state: 'matched', employee: { id: 'maya' } })
})

test('a Claude user of an included employee is shown and can be moved after the employee left the directory', async () => {
  const { readUser, linkToPer, leave } = await createHost('included')
  await leave()
  expect(await readUser()).toMatchObject({ state: 'flagged', lastActiveOn: '2026-11-10' })
  expect(await linkToPer()).toMatchObject({ employee: { id: 'per' } })
})

/** Creates a host in which `maya` and `per` have the address of the Claude user `user_maya`. */
const createSharedHost = async (facts: Partial<Employee>) => {
  const boss = createEmployee('boss')
  const per = createDirectReport('per', 'boss', { emails: ['per@example.com', 'maya@example.com'] })
  const maya = createDirectReport('maya', 'boss', facts)
  const employees = [boss, per, maya]
  const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
  const { claude, storage } = createTestHost({ clock, employees })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
  const setDirectory = async (...listed: readonly Employee[]) => {
    employees.splice(0, employees.length, ...listed)
    await claude.directory.refresh(acme)
  }
  await claude.directory.refresh(acme)
  const readUser = (): Promise<ClaudeUserResponse> => claude.api.claudeUser(viewer, 'user_maya')
  const linkToPer = (): Promise<unknown> =>
    claude.api.decideLink(viewer, 'user_maya', { decision: 'link', employeeId: 'per' })
  return { claude, readUser, linkToPer, setDirectory, boss, per, maya }
}

test.for<Partial<Employee>>([
  {},
  { archivedOn: '2026-11-12' },
  { participation: 'totals' },
  { participation: 'totals', archivedOn: '2026-11-12' },
])('a conflict stays when one of its candidates leaves the directory, until somebody decides it: %o', async (facts) => {
  const { claude, readUser, linkToPer, setDirectory, boss, per, maya } = await createSharedHost(facts)
  expect(await readUser()).toMatchObject({ state: 'conflict', employee: null })
  await setDirectory(boss, per)
  for (let repetition = 0; repetition < 2; repetition += 1) {
    expect(await readUser()).toMatchObject({ state: 'conflict', reason: { code: 'former_owner' }, employee: null })
    await claude.directory.renameEmployees(acme, [{ from: 'boss', to: 'head' }], { by: 'host' })
    await setDirectory(createEmployee('head'), { ...per, managerId: employeeId('head') })
  }
  if (maya.participation === 'totals') {
    expect(await readUser()).not.toHaveProperty('lastActiveOn')
    await expect(linkToPer()).rejects.toMatchObject({ code: 'link_protected' })
    await claude.links.decide(acme, 'user_maya', { decision: 'link', employeeId: 'per' }, { by: 'host' })
    expect(await readUser()).toMatchObject({ state: 'matched', lastActiveOn: '2026-11-10' })
  } else {
    await linkToPer()
    expect(await readUser()).toMatchObject({ state: 'matched', employee: { id: 'per' } })
  }
})

test('a conflict is decided again when both candidates are in the directory', async () => {
  const { readUser, setDirectory, boss, per, maya } = await createSharedHost({})
  await setDirectory(boss, per)
  await setDirectory(boss, { ...per, emails: ['per@example.com'] }, maya)
  expect(await readUser()).toMatchObject({ state: 'matched', employee: { id: 'maya' } })
})

test('a protected Claude user stays with its owner when somebody else gets the address', async () => {
  const { readUser, linkToPer, setDirectory, boss, per, maya } = await createSharedHost({ participation: 'totals' })
  await setDirectory(boss, { ...per, emails: [] }, maya)
  expect(await readUser()).toMatchObject({ state: 'matched', employee: { id: 'maya' } })
  const included = { ...maya, participation: 'included', emails: [] } as const
  for (let repetition = 0; repetition < 2; repetition += 1) {
    await setDirectory(boss, per, included)
    expect(await readUser()).toMatchObject({ state: 'flagged', employee: { id: 'maya' } })
    await expect(linkToPer()).rejects.toMatchObject({ code: 'link_protected' })
  }
  await setDirectory(boss, { ...per, emails: [] }, { ...included, emails: maya.emails })
  expect(await readUser()).toMatchObject({ state: 'matched', lastActiveOn: '2026-11-10' })
})

test('a protected Claude user is no longer protected after the host links it to somebody who is included', async () => {
  const { claude, readUser, leave } = await createHost('totals')
  await leave()
  await claude.links.decide(acme, 'user_maya', { decision: 'link', employeeId: 'per' }, { by: 'admin' })
  expect(await readUser()).toMatchObject({ lastActiveOn: '2026-11-10' })
})

test.each(['totals', 'excluded'] as const)(
  'a Claude user is protected by the address of somebody who left with the participation %s, even if the Claude user is first read later',
  async (participation) => {
    const boss = createEmployee('boss')
    const per = createDirectReport('per', 'boss')
    const maya = createDirectReport('maya', 'boss', { participation })
    const read = async (
      before: readonly (readonly Employee[])[],
      successors: readonly Employee[] = [],
      isErased = false,
    ) => {
      const employees: Employee[] = []
      const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
      const { claude, storage } = createTestHost({ clock, employees })
      for (const listed of [...before, [boss, per, ...successors]]) {
        employees.splice(0, employees.length, ...listed)
        await claude.directory.refresh(acme)
        if (isErased) await storage.eraseAccount(acme)
        if (isErased) await storage.reopenAccount(acme)
      }
      await claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 } })
      const link = claude.api.decideLink(viewer, 'user_maya', { decision: 'link', employeeId: 'per' })
      const refusal = await link.then(() => null).catch(({ code }) => code)
      return [refusal, (await claude.api.claudeUser(viewer, 'user_maya')).state]
    }
    const successor = createDirectReport('successor', 'boss', { emails: maya.emails })
    const included = { ...maya, participation: 'included' } as const
    expect(await read([[boss, maya, per]])).toEqual(['link_protected', 'unmatched'])
    expect(await read([[boss, maya, per]], [], true)).toEqual(['link_protected', 'unmatched'])
    expect(await read([[boss, maya, per]], [successor])).toEqual(['link_protected', 'conflict'])
    expect(
      await read([
        [boss, maya, per],
        [boss, included, per],
      ]),
    ).toEqual([null, 'matched'])
    expect(await read([[boss, maya, per]], [included])).toEqual(['link_address_taken', 'matched'])
    expect(await read([[boss, included, per]])).toEqual([null, 'matched'])
  },
)

test.each(
  (['totals', 'excluded'] as const).flatMap((participation) =>
    (['unlink', 'ignore'] as const).map((decision) => [participation, decision] as const),
  ),
)(
  'a Claude user of somebody who left with the participation %s is protected, even after a decision to %s the user',
  async (participation, decision) => {
    const boss = createEmployee('boss')
    const per = createDirectReport('per', 'boss')
    const maya = createDirectReport('maya', 'boss')
    const employees = [boss, per, maya]
    const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
    const { claude, storage } = createTestHost({ clock, employees })
    const setDirectory = async (...listed: readonly Employee[]) => {
      employees.splice(0, employees.length, ...listed)
      await claude.directory.refresh(acme)
    }
    const day = '2026-11-10'
    await storeDay(storage, day, { private: { chat_messages: 5 } }, day, { private: 'private@example.org' })
    await setDirectory(boss, per, maya)
    await claude.api.decideLink(viewer, 'user_private', { decision: 'link', employeeId: 'maya' })
    await claude.api.decideLink(viewer, 'user_private', { decision })
    await setDirectory(boss, per, { ...maya, participation })
    await setDirectory(boss, per)
    expect(await claude.api.claudeUser(viewer, 'user_private')).not.toHaveProperty('lastActiveOn')
    const linking = claude.api.decideLink(viewer, 'user_private', { decision: 'link', employeeId: 'per' })
    await expect(linking).rejects.toMatchObject({ code: 'link_protected' })
    await claude.links.decide(acme, 'user_private', { decision: 'link', employeeId: 'per' }, { by: 'host' })
    expect(await claude.api.claudeUser(viewer, 'user_private')).toHaveProperty('lastActiveOn', day)
  },
)

test('protection and erasure by an address stay when the host changes its e-mail rules', async () => {
  const emailRules = { aliasDomains: [['a.example', 'b.example']] } as const
  const boss = createEmployee('boss')
  const people = [
    createDirectReport('maya', 'boss', { participation: 'totals', emails: ['maya@b.example'] }),
    createDirectReport('per', 'boss', { emails: ['per@b.example'] }),
  ]
  for (const [before, after] of [
    [undefined, emailRules],
    [emailRules, undefined],
  ]) {
    const employees: Employee[] = [boss, ...people]
    const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
    const storage = memoryStorage({ now: clock.now })
    const first = createTestHost({ clock, storage, employees, ...(before && { emailRules: before }) })
    await first.claude.directory.refresh(acme)
    await first.claude.employees.erase(acme, 'per', { by: 'host' })
    employees.splice(0, employees.length, boss)
    await first.claude.directory.acceptShrunk(acme, { by: 'host' })

    const { claude } = createTestHost({ clock, storage, employees, ...(after && { emailRules: after }) })
    const emails = { maya: 'maya@b.example', per: 'per@b.example' }
    const usage = { chat_messages: 5 }
    await storeDay(storage, '2026-11-10', { maya: usage, per: usage }, '2026-11-10', emails)
    await claude.directory.refresh(acme)
    const linking = claude.api.decideLink(viewer, 'user_maya', { decision: 'link', employeeId: 'boss' })
    await expect(linking).rejects.toMatchObject({ code: 'link_protected' })
    await expect(claude.api.claudeUser(viewer, 'user_per')).rejects.toMatchObject({ code: 'not_found' })
    expect(await storage.readUsage(acme, '2026-11-10')).toHaveLength(1)
  }
})

test('somebody who left with the participation totals can be erased, and none of their Claude users is stored later', async () => {
  const boss = createEmployee('boss')
  const employees = [boss, createDirectReport('maya', 'boss', { participation: 'totals' })]
  const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
  const { claude, storage } = createTestHost({ clock, employees })
  await claude.directory.refresh(acme)
  employees.splice(0, employees.length, boss)
  await claude.directory.acceptShrunk(acme, { by: 'host' })
  await claude.employees.erase(acme, 'maya', { by: 'host' })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 } })
  await claude.directory.refresh(acme)
  await expect(claude.api.claudeUser(viewer, 'user_maya')).rejects.toMatchObject({ code: 'not_found' })
  expect(await storage.readUsage(acme, '2026-11-10')).toEqual([])
})
