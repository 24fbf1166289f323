import { expect, test } from 'vitest'
import { createTestPeople } from '../create-test-people.ts'
import { createGetViewer } from './create-get-viewer.ts'
import { demoAccountId } from './demo-account-id.ts'
import { createPeople } from './people.ts'

const getViewer = createGetViewer(
  createPeople(createTestPeople({ anna: {}, berta: { accessLevel: 'admin' }, 'özil 7': {} })),
)
const getViewerWith = (headers: Record<string, string>) => getViewer(new Request('http://localhost/', { headers }))

test('takes the viewer’s id from the header, and the permissions from the directory', () => {
  expect(getViewerWith({ 'x-demo-viewer': 'anna' })).toEqual({
    accountId: demoAccountId,
    employeeId: 'anna',
    permissions: [],
    actsFor: [],
  })
  expect(getViewerWith({ 'x-demo-viewer': 'berta' })?.permissions).toContain('people:view')
})

test('takes the viewer’s id from the cookie, also among other cookies or percent-encoded', () => {
  expect(getViewerWith({ cookie: 'theme=dark; demo_viewer=anna; a=b' })?.employeeId).toBe('anna')
  expect(getViewerWith({ cookie: `demo_viewer=${encodeURIComponent('özil 7')}` })?.employeeId).toBe('özil 7')
})

test('prefers the header to the cookie', () => {
  expect(getViewerWith({ 'x-demo-viewer': 'anna', cookie: 'demo_viewer=berta' })?.employeeId).toBe('anna')
})

test('returns null for an empty id, a malformed id, and an id that is not in the directory', () => {
  expect(getViewerWith({ 'x-demo-viewer': 'nobody' })).toBeNull()
  expect(getViewerWith({ 'x-demo-viewer': '', cookie: 'demo_viewer=anna' })).toBeNull()
  expect(getViewerWith({ cookie: 'demo_viewer=nobody' })).toBeNull()
  expect(getViewerWith({ cookie: 'demo_viewer=%E0%A4%A' })).toBeNull()
})

test('defaults to the first admin without an archived date', () => {
  expect(getViewerWith({})?.employeeId).toBe('berta')
  const people = createPeople(
    createTestPeople({
      anna: { accessLevel: 'admin', archivedOn: '2026-01-01' },
      berta: {},
      clara: { accessLevel: 'admin' },
    }),
  )
  expect(createGetViewer(people)(new Request('http://localhost/'))?.employeeId).toBe('clara')
})

test('defaults to the first person by name if there is no admin', () => {
  const people = createPeople(createTestPeople({ berta: {}, anna: {} }))
  expect(createGetViewer(people)(new Request('http://localhost/'))?.employeeId).toBe('anna')
})
