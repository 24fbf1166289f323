import { addDays, type Day, type Employee } from '@windmill/claude-core'
import type { Arbitrary } from 'fast-check'
import { employee, person } from './fixtures.ts'
import type { TestRunner } from './runner.ts'

/** How many parts an organisation has, each of another kind. */
const parts = 6

/**
 * People in whatever lines of managers a directory can hold: trees, long chains, several of them at the top, circles of
 * any length, people who manage themselves, managers who left or whom nobody knows.
 */
export const anyOrganisation = (
  fc: TestRunner['fc'],
  on: Day,
  size: { readonly min: number; readonly max: number },
): Arbitrary<Employee[]> =>
  fc
    .record({
      // Who manages people: someone before them, the one before, or anyone at all.
      kinds: fc.array(fc.constantFrom('tree', 'chain', 'anyone'), { minLength: parts, maxLength: parts }),
      people: fc.array(
        fc.record({
          // Some are managed otherwise.
          odd: fc.constantFrom(...Array.from({ length: 14 }, () => null), 'none', 'self', 'unknown', 'anyone'),
          choice: fc.integer({ min: 0, max: 9_999 }),
          archivedOn: fc.constantFrom(null, null, null, null, addDays(on, -1), on, addDays(on, 1)),
        }),
        { minLength: size.min, maxLength: size.max },
      ),
    })
    .map(({ kinds, people }) =>
      people.map(({ odd, choice, archivedOn }, index) => {
        const kind = kinds[Math.floor((index / people.length) * parts)] ?? 'anyone'
        const managers = {
          tree: index === 0 ? null : choice % index,
          chain: index === 0 ? null : index - 1,
          anyone: choice % people.length,
          self: index,
          unknown: 'gone',
          none: null,
        }
        const manager = managers[odd ?? kind]
        return employee(index, { managerId: manager === null ? null : person(manager), archivedOn })
      }),
    )
