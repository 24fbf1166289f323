import { expect, test } from 'vitest'
import { parseOrganizationId } from './parse-organization-id.ts'

test('accepts the ids of organizations, and trims them', () => {
  expect(parseOrganizationId(' 5f0c2f3a-6a1e-4d5b-a0c4-0d6f4f1f2b11 ')).toBe('5f0c2f3a-6a1e-4d5b-a0c4-0d6f4f1f2b11')
  expect(parseOrganizationId('org_01ABC')).toBe('org_01ABC')
})

test('returns the same id for a UUID in any letter case', () => {
  expect(parseOrganizationId('5F0C2F3A-6A1E-4D5B-A0C4-0D6F4F1F2B11')).toBe('5f0c2f3a-6a1e-4d5b-a0c4-0d6f4f1f2b11')
})

test('accepts an id that a proxy repeated, and rejects two different ids', () => {
  expect(parseOrganizationId('org_01ABC, org_01ABC')).toBe('org_01ABC')
  expect(parseOrganizationId('org_01ABC, org_02DEF')).toBe(undefined)
})

test.each([null, undefined, '', ' ', 7, 'a'.repeat(101), 'a b', '<b>', 'a\nb', 'a\0', 'ü', 'a, b'])(
  'rejects %j',
  (value) => expect(parseOrganizationId(value)).toBe(undefined),
)
