import { addDays, type Day, type Employee } from '@windmill/claude-core'
import type { Arbitrary } from 'fast-check'
import { employee, personId } from './fixtures.ts'
import type { TestRunner } from './test-runner.ts'

/** The directory is cut into this many sections, each with its own kind of hierarchy. */
const sectionCount = 6

/**
 * Arbitrary directories with every shape of reporting lines: trees, long chains, several people at the top, cycles of any
 * length, people who manage themselves, and managers who left or are unknown.
 */
export const randomDirectory = (
  fc: TestRunner['fc'],
  today: Day,
  size: { readonly min: number; readonly max: number },
): Arbitrary<Employee[]> =>
  fc
    .record({
      // The manager is anyone earlier in the list (tree), the previous person (chain), or anyone at all.
      kinds: fc.array(fc.constantFrom('tree', 'chain', 'anyone'), { minLength: sectionCount, maxLength: sectionCount }),
      people: fc.array(
        fc.record({
          // A few people deviate from their section.
          exception: fc.constantFrom(...Array.from({ length: 14 }, () => null), 'none', 'self', 'unknown', 'anyone'),
          choice: fc.integer({ min: 0, max: 9_999 }),
          archivedOn: fc.constantFrom(null, null, null, null, addDays(today, -1), today, addDays(today, 1)),
        }),
        { minLength: size.min, maxLength: size.max },
      ),
    })
    .map(({ kinds, people }) =>
      people.map(({ exception, choice, archivedOn }, index) => {
        const kind = kinds[Math.floor((index / people.length) * sectionCount)] ?? 'anyone'
        const managers = {
          tree: index === 0 ? null : choice % index,
          chain: index === 0 ? null : index - 1,
          anyone: choice % people.length,
          self: index,
          unknown: 'gone',
          none: null,
        }
        const manager = managers[exception ?? kind]
        return employee(index, { managerId: manager === null ? null : personId(manager), archivedOn })
      }),
    )
