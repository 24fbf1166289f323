import { expect, test } from 'vitest'
import { teamFixture } from '../../test/team-fixtures.ts'
import { searchPeople } from './search-people.ts'

test('finds every word anywhere in the name, ignoring case and diacritics', () => {
  const { people } = teamFixture({
    people: [{ name: 'Zoë Åkerström' }, { name: 'Tomás Ribeiro' }, { name: 'Noor Haddad' }],
  })
  const search = (text: string) => searchPeople(people, text).map(({ name }) => name)
  expect(search(' aker ZOE ')).toEqual(['Zoë Åkerström'])
  expect(search('Ås')).toEqual(['Tomás Ribeiro'])
  expect(search('zoe haddad')).toEqual([])
  expect(searchPeople(people, '  ')).toEqual(people)
})
