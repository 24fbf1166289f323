import { expect, it } from 'vitest'
import { peopleOf } from '../test-people.ts'
import { createPeople } from './people.ts'
import { derivePersonas } from './personas.ts'

const on = '2026-11-22'
const derive = (entries: Parameters<typeof peopleOf>[0]) => derivePersonas(createPeople(peopleOf(entries)), on)

it('finds one person for each point of view', () => {
  const personas = derive({
    chief: {},
    head: { manager: 'chief' },
    hr: { manager: 'chief', role: 'admin' },
    lead: { manager: 'head' },
    anna: { manager: 'lead' },
    berta: { manager: 'lead' },
    gone: { manager: 'lead', left: '2026-06-30' },
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

it('prefers an employee with two managers above and a peer beside to one who comes first', () => {
  const personas = derive({
    anna: { manager: 'chief' },
    chief: {},
    lead: { manager: 'chief' },
    xenia: { manager: 'lead' },
    yara: { manager: 'lead' },
  })
  expect(personas).toMatchObject({ employee: 'xenia', manager: 'lead', managersManager: 'chief', peer: 'yara' })
})

it('leaves out the points of view that nobody has', () => {
  expect(derive({ anna: {} })).toEqual({
    employee: 'anna',
    manager: null,
    managersManager: null,
    peer: null,
    admin: null,
    archived: null,
  })
})

it('takes nobody who has left, and no manager who is not in the directory', () => {
  const personas = derive({ anna: { manager: 'gone' }, berta: { manager: 'unknown' }, gone: { left: '2026-01-01' } })
  expect(personas).toMatchObject({ manager: null, archived: 'gone' })
})

it('does not take someone for their own manager’s manager', () => {
  expect(derive({ anna: { manager: 'berta' }, berta: { manager: 'anna' } })).toMatchObject({ managersManager: null })
})
