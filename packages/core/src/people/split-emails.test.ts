import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitEmails } from './split-emails.ts'

test.each<readonly [text: string, emails: readonly string[]]>([
  ['ada@example.com', ['ada@example.com']],
  ['', []],
  [' ', []],
  ['ada@x.org;a@y.org', ['ada@x.org', 'a@y.org']],
  ['ada@x.org, a@y.org', ['ada@x.org', 'a@y.org']],
  ['ada@x.org a@y.org', ['ada@x.org', 'a@y.org']],
  ['ada@x.org|a@y.org', ['ada@x.org', 'a@y.org']],
  ['ada@x.org\na@y.org;', ['ada@x.org', 'a@y.org']],
  ['ada@x.org;', ['ada@x.org']],
  ['SMTP:ada@x.org;smtp:a@y.org', ['SMTP:ada@x.org', 'smtp:a@y.org']],
  ['ada@x.org；a@y.org、b@z.org', ['ada@x.org', 'a@y.org', 'b@z.org']],
  // `proxyAddresses` of Exchange.
  [
    'SMTP:ada@x.org;smtp:a@y.org;X500:/o=Org/ou=Exchange Group/cn=ada;SIP:ada@x.org;SPO:SPO_1@SPO_2',
    ['SMTP:ada@x.org', 'smtp:a@y.org', 'X500:/o=Org/ou=Exchange Group/cn=ada', 'SIP:ada@x.org', 'SPO:SPO_1@SPO_2'],
  ],
  ['X500:/o=Org/cn=ada;SIP:ada@x.org', ['X500:/o=Org/cn=ada;SIP:ada@x.org']],
  ['Ada Lovelace <ada@x.org>; "Lovelace Ada" <a@y.org>', ['Ada Lovelace <ada@x.org>', '"Lovelace Ada" <a@y.org>']],
  ['Lovelace, Ada <ada@x.org>', ['Lovelace, Ada <ada@x.org>']],
  // The last two words of an address with spaces would be the address of someone else.
  ['ada lovelace@x.org', ['ada lovelace@x.org']],
  ['ada@x.org; not an address', ['ada@x.org; not an address']],
])('splits %j into its addresses, or returns it whole if a part is unclear', (text, emails) => {
  expect(splitEmails(text)).toEqual(emails)
})

test('returns the addresses that were joined with any separator', () => {
  const anyEmail = fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.(com|org)$/)
  fc.assert(
    fc.property(
      fc.array(anyEmail, { minLength: 1 }),
      fc.constantFrom(';', ',', ' ', '|', '; ', ', ', '\n', ' | '),
      (emails, separator) => {
        expect(splitEmails(emails.join(separator))).toEqual(emails)
      },
    ),
  )
})
