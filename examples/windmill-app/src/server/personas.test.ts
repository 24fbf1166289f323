import { expect, test } from 'vitest'
import { createTestPeople } from '../test-people.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'

const today = '2026-11-22'
const derive = (entries: Parameters<typeof createTestPeople>[0]) =>
  derivePersonas(createPeople(createTestPeople(entries)), today)

test('finds one person for each kind', () => {
  const personas = derive({
    chief: {},
    head: { managerId: 'chief' },
    hr: { managerId: 'chief', role: 'admin' },
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
    archived: 'gone',
  })
})

test('prefers an employee with a peer and two levels of managers to the first by name', () => {
  const personas = derive({
    anna: { managerId: 'chief' },
    chief: {},
    lead: { managerId: 'chief' },
    xenia: { managerId: 'lead' },
    yara: { managerId: 'lead' },
  })
  expect(personas).toMatchObject({ employee: 'xenia', manager: 'lead', managersManager: 'chief', peer: 'yara' })
})

test('returns null for a kind that nobody matches', () => {
  expect(derive({ anna: {} })).toEqual({
    employee: 'anna',
    manager: null,
    managersManager: null,
    peer: null,
    admin: null,
    archived: null,
  })
})

test('ignores archived managers and managers who are not in the directory', () => {
  const personas = derive({
    anna: { managerId: 'gone' },
    berta: { managerId: 'unknown' },
    gone: { archivedOn: '2026-01-01' },
  })
  expect(personas).toMatchObject({ manager: null, archived: 'gone' })
})

test('does not treat an employee as their own manager’s manager', () => {
  expect(derive({ anna: { managerId: 'berta' }, berta: { managerId: 'anna' } })).toMatchObject({
    managersManager: null,
  })
})
