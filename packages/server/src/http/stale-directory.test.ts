import {
  type AccessResponse,
  type ConnectionResponse,
  type Employee,
  type Permission,
  permissions,
} from '@windmill/claude-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { hostLimits } from '../host/host-limits.ts'
import type { HostViewer } from '../host-viewer.ts'
import type { Directory } from '../people/directory.ts'
import type { HostPolicy } from '../policy/account-policy.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock, type VirtualClock } from '../test/virtual-clock.ts'
import { createConnectionRecord, createDirectReport, createEmployee } from '../testing/fixtures.ts'

const startTime = Date.parse('2026-11-22T15:00:00Z')
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const period = 'from=2026-11-01&to=2026-11-20'

const company = [
  createEmployee('root'),
  createDirectReport('boss', 'root'),
  createDirectReport('maya', 'boss'),
  createDirectReport('peer', 'boss'),
]
const failToList: Directory['listEmployees'] = () => Promise.reject(new Error('The directory is down.'))

/** The storage's time. It is independent of the clocks of the processes. */
let storageTime: number
let storage: ReturnType<typeof memoryStorage>
let listEmployees: Directory['listEmployees']
let pullCount: number
beforeEach(async () => {
  storageTime = startTime
  storage = memoryStorage({ now: () => storageTime })
  listEmployees = () => company
  pullCount = 0
  await storage.saveConnection(createConnectionRecord(acme))
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
})

/** Starts a process of the host. Each has its own clock, and all share the storage. */
const startProcess = (clock: VirtualClock = createVirtualClock(startTime), policy: HostPolicy = {}) => {
  const directory: Directory = {
    listEmployees: (...args) => {
      pullCount += 1
      return listEmployees(...args)
    },
  }
  return { ...createTestHost({ storage, clock, directory, policy }), clock }
}

type TestProcess = ReturnType<typeof startProcess>

const readCode = async ({ request }: TestProcess, viewer: string | HostViewer, path: string) => {
  const response = await request(viewer, path)
  return response.ok ? 'ok' : ((await response.json()) as { readonly code: string }).code
}
const getStatsPath = (id: string) => `/employees/${id}/stats?${period}`
const readWarning = async ({ request }: TestProcess, viewer: string | HostViewer = 'admin:stranger') =>
  ((await (await request(viewer, '/connection')).json()) as ConnectionResponse).directoryWarning

/** Lets time pass in a process and in the storage. */
const wait = async ({ clock }: TestProcess, milliseconds: number): Promise<void> => {
  storageTime += milliseconds
  await clock.sleep(milliseconds)
}

/** Starts a process that reads the directory once, and fails to read it from then on. Lets the directory reach an age. */
const startWithFailingDirectory = async (ageMs: number): Promise<TestProcess> => {
  const process = startProcess()
  await process.claude.directory.refresh(acme)
  listEmployees = failToList
  await wait(process, ageMs)
  return process
}

const startWithStaleDirectory = (): Promise<TestProcess> => startWithFailingDirectory(96 * hourMs)

const createViewer = (employeeId: string, granted: readonly Permission[], actsFor: readonly string[] = []) => ({
  accountId: acme,
  employeeId,
  permissions: granted,
  actsFor,
})

describe('after the directory has failed for too long', () => {
  const otherStatsPaths = ['maya', 'peer', 'root', 'nobody', 'a/b', '\0'].map((id) =>
    getStatsPath(encodeURIComponent(id)),
  )
  const groupPaths = [
    ...['boss', 'root', 'maya', 'nobody'].map((id) => `/teams/${id}/stats?${period}`),
    `/adoption?${period}`,
    ...['boss', 'maya', 'nobody'].map((id) => `/adoption?${period}&scope=${id}`),
    `/export.csv?${period}`,
    `/export.csv?${period}&scope=nobody`,
  ]
  const companyPaths = [`/adoption?${period}&scope=company`, `/export.csv?${period}&scope=company`]
  const getOwnPaths = (id: string) => [getStatsPath(id), `/employees/${id}/access`, '/connection', '/viewer']

  const everyPermissionButPeople = permissions.filter((permission) => permission !== 'people:view')
  test.each<[string, HostViewer]>([
    ['a manager', createViewer('boss', [])],
    ['a manager’s manager', createViewer('root', [])],
    ['an employee without reports', createViewer('maya', [])],
    ['a deputy', createViewer('peer', [], ['boss'])],
    ['a manager with every permission but people:view', createViewer('boss', everyPermissionButPeople)],
    ['someone who is not in the directory', createViewer('stranger', [])],
  ])('%s gets directory_stale for every id but their own, whether or not the id exists', async (_, viewer) => {
    const process = await startWithStaleDirectory()
    const bodies = new Set<string>()
    for (const path of [...otherStatsPaths, ...groupPaths].filter((path) => path !== getStatsPath(viewer.employeeId))) {
      const response = await process.request(viewer, path)
      bodies.add(`${response.status} ${[...response.headers]} ${await response.text()}`)
    }
    expect([...bodies]).toEqual([expect.stringMatching(/^403 .*"code":"directory_stale"/)])
    for (const path of companyPaths) expect(await readCode(process, viewer, path)).toBe('not_permitted')
    for (const path of getOwnPaths(viewer.employeeId)) {
      const isStranger = viewer.employeeId === 'stranger' && path.startsWith('/employees/')
      expect(await readCode(process, viewer, path), path).toBe(isStranger ? 'not_found' : 'ok')
    }
  })

  test('permissions still apply, because they do not depend on reporting lines', async () => {
    const process = await startWithStaleDirectory()
    const peopleViewer = createViewer('stranger', ['people:view'])
    for (const path of [getStatsPath('maya'), `/teams/boss/stats?${period}`, ...companyPaths]) {
      expect(await readCode(process, peopleViewer, path), path).toBe('ok')
    }
    expect(await readCode(process, peopleViewer, getStatsPath('nobody'))).toBe('not_found')
    expect(await readCode(process, createViewer('boss', ['audit:view']), '/employees/maya/access')).toBe('ok')
    const matcher = createViewer('boss', ['users:match'])
    for (const path of ['/claude-users', '/claude-users/user_maya/link', '/employees']) {
      expect(await readCode(process, matcher, path), path).toBe('ok')
    }
  })

  test('the access answer lists no managers until the directory is read again', async () => {
    const process = await startWithFailingDirectory(0)
    const readManagers = async (viewer: string | HostViewer) => {
      const response = await process.request(viewer, '/employees/maya/access')
      const { managers, directoryStale } = (await response.json()) as AccessResponse
      return [managers.map(({ id }) => id), directoryStale]
    }
    const auditor = createViewer('stranger', ['audit:view'])
    expect(await readManagers('maya')).toEqual([['boss', 'root'], undefined])
    await wait(process, 96 * hourMs - 1)
    expect(await readManagers('maya')).toEqual([['boss', 'root'], undefined])
    await wait(process, 1)
    for (const viewer of ['maya', auditor]) expect(await readManagers(viewer)).toEqual([[], true])
    listEmployees = () => company
    await wait(process, hostLimits.directoryPauseMs)
    for (const viewer of ['maya', auditor]) expect(await readManagers(viewer)).toEqual([['boss', 'root'], undefined])
  })

  test('in-process calls get the same answers', async () => {
    const { claude } = await startWithStaleDirectory()
    const query = { from: '2026-11-01', to: '2026-11-20' }
    const boss = createViewer('boss', [])
    await expect(claude.api.employeeStats(boss, 'maya', query)).rejects.toMatchObject({ code: 'directory_stale' })
    await expect(claude.api.teamStats(boss, 'boss', query)).rejects.toMatchObject({ code: 'directory_stale' })
    await expect(claude.api.exportCsv(boss, query)).rejects.toMatchObject({ code: 'directory_stale' })
    expect((await claude.api.employeeStats(boss, 'boss', query)).stats['chat.messages'].value).toBe(7)
  })

  test('an archived viewer still gets not_found', async () => {
    listEmployees = () =>
      company.map((person) => (person.id === 'boss' ? { ...person, archivedOn: '2026-11-01' } : person))
    const process = await startWithStaleDirectory()
    for (const path of [getStatsPath('maya'), getStatsPath('boss'), `/adoption?${period}`]) {
      expect(await readCode(process, 'boss', path)).toBe('not_found')
    }
  })

  test('a manager sees nobody after 60 days, and failing syncs do not change that', async () => {
    const process = await startWithFailingDirectory(0)
    for (let day = 0; day < 60; day += 1) {
      await wait(process, dayMs)
      await process.claude.sync(acme)
      await process.claude.directory.refresh(acme)
    }
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
    expect(await readCode(process, 'boss', getStatsPath('boss'))).toBe('ok')
  })

  test('managers see people again as soon as the directory is read, by its new reporting lines', async () => {
    const process = await startWithStaleDirectory()
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
    listEmployees = () => company.map((person) => (person.id === 'maya' ? createDirectReport('maya', 'root') : person))
    await wait(process, hostLimits.directoryPauseMs)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('not_found')
    expect(await readCode(process, 'boss', getStatsPath('peer'))).toBe('ok')
    expect(await readWarning(process)).toBeNull()
  })
})

test('a former manager keeps access until the directory is a day old, if the host pushes no change of manager', async () => {
  const process = startProcess()
  expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
  listEmployees = () => company.map((person) => (person.id === 'maya' ? createDirectReport('maya', 'root') : person))
  await wait(process, dayMs)
  expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
  await wait(process, 1)
  expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('not_found')
  expect(pullCount).toBe(2)
})

describe('a stale directory', () => {
  test('stays stale after a push', async () => {
    const process = await startWithStaleDirectory()
    await process.claude.directory.upsert(acme, company)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
  })

  test('stays stale while a shrunken reading is held back, and is fresh once an admin accepts the reading', async () => {
    const process = await startWithFailingDirectory(0)
    const remaining = company.slice(0, 1)
    listEmployees = () => remaining
    await wait(process, 95 * hourMs)
    expect(await process.claude.directory.refresh(acme)).toMatchObject({ heldBack: { reason: 'shrank' } })
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
    await wait(process, hourMs)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
    await process.claude.directory.acceptShrunk(acme, { by: 'root' })
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('not_found')
  })

  test('is fresh after the first reading, even if the host only pushed people before', async () => {
    listEmployees = failToList
    const process = startProcess()
    await process.claude.directory.upsert(acme, company)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
    expect(await readCode(process, 'maya', getStatsPath('maya'))).toBe('ok')
    expect(await readWarning(process)).toEqual({ readAt: null, staleAt: null, isStale: true })
    listEmployees = () => company
    await process.claude.directory.refresh(acme)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
  })
})

describe('the age of the directory', () => {
  test('is compared with the maximum in the policy of the account', async () => {
    listEmployees = () => company
    const process = startProcess(createVirtualClock(startTime), () => ({ directoryMaxAgeHours: 12 }))
    await process.claude.directory.refresh(acme)
    listEmployees = failToList
    await wait(process, 12 * hourMs - 1)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
    await wait(process, 1)
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
    const staleAt = new Date(startTime + 12 * hourMs).toISOString()
    expect(await readWarning(process)).toMatchObject({ staleAt, isStale: true })
  })

  test('is kept over a restart', async () => {
    await startWithStaleDirectory()
    expect(await readCode(startProcess(), 'boss', getStatsPath('maya'))).toBe('directory_stale')
  })

  test.each([-30 * dayMs, -1, 30 * dayMs])(
    'is measured by the storage’s clock, not by the clock of a process that is %d ms off',
    async (offset) => {
      const process = await startWithFailingDirectory(95 * hourMs)
      process.clock.set(storageTime + offset)
      expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
      storageTime += hourMs
      expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
      listEmployees = () => company
      expect(await readCode(startProcess(createVirtualClock(storageTime + offset)), 'boss', getStatsPath('maya'))).toBe(
        'ok',
      )
    },
  )

  test('is unknown if the storage’s clock was ahead when the directory was read, so managers see nobody', async () => {
    storageTime = startTime + 30 * dayMs
    const process = await startWithFailingDirectory(0)
    storageTime = startTime
    expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
  })
})

describe('a request that finds the directory older than a day', () => {
  const startWithOldDirectory = () => startWithFailingDirectory(dayMs + 1)

  test('pulls the directory first, in one pull for all concurrent requests', async () => {
    const process = await startWithOldDirectory()
    const pulling = Promise.withResolvers<readonly Employee[]>()
    listEmployees = () => pulling.promise
    pullCount = 0
    const requests = Array.from({ length: 20 }, () => readCode(process, 'boss', getStatsPath('maya')))
    pulling.resolve(company.map((person) => (person.id === 'maya' ? createDirectReport('maya', 'root') : person)))
    expect(new Set(await Promise.all(requests))).toEqual(new Set(['not_found']))
    expect(pullCount).toBe(1)
    await readCode(process, 'boss', getStatsPath('maya'))
    expect(pullCount).toBe(1)
  })

  test('pulls at most once a minute while the directory fails', async () => {
    const process = await startWithOldDirectory()
    pullCount = 0
    for (let request = 0; request < 10; request += 1) {
      expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('ok')
    }
    expect(pullCount).toBe(1)
    await wait(process, hostLimits.directoryPauseMs)
    await readCode(process, 'boss', getStatsPath('maya'))
    expect(pullCount).toBe(2)
  })

  test('waits at most directoryPatienceMs, and the next requests do not wait', async () => {
    const process = await startWithStaleDirectory()
    listEmployees = () => new Promise(() => {})
    const { clock } = process
    const startedAt = clock.monotonicNow()
    for (let request = 0; request < 3; request += 1) {
      expect(await readCode(process, 'boss', getStatsPath('maya'))).toBe('directory_stale')
      expect(clock.monotonicNow() - startedAt).toBe(hostLimits.directoryPatienceMs)
    }
  })

  test('logs a warning, and shows a warning to viewers who manage the connection', async () => {
    const process = await startWithOldDirectory()
    process.log.length = 0
    const readAt = new Date(startTime).toISOString()
    const staleAt = new Date(startTime + 96 * hourMs).toISOString()
    expect(await readWarning(process)).toEqual({ readAt, staleAt, isStale: false })
    expect(process.log).toEqual([expect.stringMatching(/not read for more than a day.*"readAt":"2026-11-22T15:00/)])
    for (const granted of [[], permissions.filter((permission) => permission !== 'connection:manage')]) {
      expect(await readWarning(process, createViewer('boss', granted))).toBeUndefined()
    }
    await wait(process, 96 * hourMs)
    expect(await readWarning(process)).toEqual({ readAt, staleAt, isStale: true })
    expect(process.log.at(-1)).toMatch(/managers see nobody until it is read/)
  })
})
