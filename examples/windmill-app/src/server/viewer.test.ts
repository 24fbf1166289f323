import { expect, it } from 'vitest'
import { peopleOf } from '../test-people.ts'
import { createPeople } from './people.ts'
import { createViewerOf, demoAccount } from './viewer.ts'

const viewerOf = createViewerOf(createPeople(peopleOf({ anna: {}, berta: { role: 'admin' }, 'özil 7': {} })))
const ask = (headers: Record<string, string>) => viewerOf(new Request('http://localhost/', { headers }))

it('takes the viewer from the header, with their role and the account', () => {
  expect(ask({ 'x-demo-viewer': 'anna' })).toEqual({ accountId: demoAccount, employeeId: 'anna', role: 'employee' })
  expect(ask({ 'x-demo-viewer': 'berta' })?.role).toBe('admin')
})

it('takes the viewer from the cookie, among others and percent-encoded', () => {
  expect(ask({ cookie: 'theme=dark; demo_viewer=anna; a=b' })?.employeeId).toBe('anna')
  expect(ask({ cookie: `demo_viewer=${encodeURIComponent('özil 7')}` })?.employeeId).toBe('özil 7')
})

it('prefers the header to the cookie', () => {
  expect(ask({ 'x-demo-viewer': 'anna', cookie: 'demo_viewer=berta' })?.employeeId).toBe('anna')
})

it('is nobody for an id that is not in the directory', () => {
  expect(ask({ 'x-demo-viewer': 'nobody' })).toBeNull()
  expect(ask({ 'x-demo-viewer': '', cookie: 'demo_viewer=anna' })).toBeNull()
  expect(ask({ cookie: 'demo_viewer=nobody' })).toBeNull()
  expect(ask({ cookie: 'demo_viewer=%E0%A4%A' })).toBeNull()
})

it('is the first admin who is still here for a browser that has chosen nobody', () => {
  expect(ask({})?.employeeId).toBe('berta')
  const people = createPeople(
    peopleOf({ anna: { role: 'admin', left: '2026-01-01' }, berta: {}, clara: { role: 'admin' } }),
  )
  expect(createViewerOf(people)(new Request('http://localhost/'))?.employeeId).toBe('clara')
})

it('is whoever comes first in a company without an admin', () => {
  const people = createPeople(peopleOf({ berta: {}, anna: {} }))
  expect(createViewerOf(people)(new Request('http://localhost/'))?.employeeId).toBe('anna')
})
