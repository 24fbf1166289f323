import { expect, test } from 'vitest'
import { createTeamFixture } from '../../test/team-fixtures.ts'
import { searchPeople } from './search-people.ts'

test('finds people with every search word in their name, ignoring case and diacritics; an empty search finds everyone', () => {
  const { people } = createTeamFixture({
    people: [{ name: 'Zoë Åkerström' }, { name: 'Tomás Ribeiro' }, { name: 'Noor Haddad' }],
  })
  const search = (text: string) => searchPeople(people, text).map(({ name }) => name)
  expect(search(' aker ZOE ')).toEqual(['Zoë Åkerström'])
  expect(search('Ås')).toEqual(['Tomás Ribeiro'])
  expect(search('zoe haddad')).toEqual([])
  expect(searchPeople(people, '  ')).toEqual(people)
})
