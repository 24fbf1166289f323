import { expect, test } from 'vitest'
import { createTestPeople } from '../create-test-people.ts'
import { derivePersonas } from './derive-personas.ts'
import { createPeople } from './people.ts'

const today = '2026-11-22'
const derivePersonasOf = (entries: Parameters<typeof createTestPeople>[0]) =>
  derivePersonas(createPeople(createTestPeople(entries)), today)

test('finds one person of each kind', () => {
  const personas = derivePersonasOf({
    chief: {},
    head: { managerId: 'chief' },
    hr: { managerId: 'chief', accessLevel: 'admin' },
    partner: { managerId: 'hr', accessLevel: 'hr_admin' },
    it: { managerId: 'head', accessLevel: 'integration_manager' },
    analyst: { managerId: 'head', accessLevel: 'data_analyst' },
    lead: { managerId: 'head' },
    anna: { managerId: 'lead' },
    berta: { managerId: 'lead' },
    gone: { managerId: 'lead', archivedOn: '2026-06-30' },
  })
  expect(personas).toEqual({
    employee: 'anna',
    manager: 'lead',
    managersManager: 'head',
    peer: 'berta',
    admin: 'hr',
    hrAdmin: 'partner',
    integrationManager: 'it',
    dataAnalyst: 'analyst',
    archived: 'gone',
  })
})

test('prefers an employee with a peer and two levels of managers, even if another is first by name', () => {
  const personas = derivePersonasOf({
    anna: { managerId: 'chief' },
    chief: {},
    lead: { managerId: 'chief' },
    xenia: { managerId: 'lead' },
    yara: { managerId: 'lead' },
  })
  expect(personas).toMatchObject({ employee: 'xenia', manager: 'lead', managersManager: 'chief', peer: 'yara' })
})

test('returns null for each kind that nobody matches', () => {
  expect(derivePersonasOf({ anna: {} })).toEqual({
    employee: 'anna',
    manager: null,
    managersManager: null,
    peer: null,
    admin: null,
    hrAdmin: null,
    integrationManager: null,
    dataAnalyst: null,
    archived: null,
  })
})

test('finds no manager if all managers are archived or not in the directory', () => {
  const personas = derivePersonasOf({
    anna: { managerId: 'gone' },
    berta: { managerId: 'unknown' },
    gone: { archivedOn: '2026-01-01' },
  })
  expect(personas).toMatchObject({ manager: null, archived: 'gone' })
})

test('does not treat an employee as their own manager’s manager', () => {
  expect(derivePersonasOf({ anna: { managerId: 'berta' }, berta: { managerId: 'anna' } })).toMatchObject({
    managersManager: null,
  })
})
