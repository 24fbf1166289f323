import { addDays, type Day, type Employee } from '@windmill/claude-core'
import type { Arbitrary } from 'fast-check'
import { createEmployee, toEmployeeId } from './fixtures.ts'
import type { TestRunner } from './test-runner.ts'

/** Number of sections of a directory. Each section has its own shape of reporting lines. */
const sectionCount = 6

/**
 * Creates an arbitrary of directories with every shape of reporting lines: trees, long chains, several top-level
 * employees, cycles of any length, employees who manage themselves, and managers who have left or are unknown. The
 * first days, last days and participation of the employees differ, too.
 * @param size - Minimum and maximum number of employees.
 */
export const createDirectoryArbitrary = (
  fc: TestRunner['fc'],
  today: Day,
  size: { readonly min: number; readonly max: number },
): Arbitrary<Employee[]> =>
  fc
    .record({
      // The manager is any earlier employee (tree), the previous employee (chain), or any employee.
      shapes: fc.array(fc.constantFrom('tree', 'chain', 'anyone'), {
        minLength: sectionCount,
        maxLength: sectionCount,
      }),
      entries: fc.array(
        fc.record({
          // A few employees deviate from the shape of their section.
          exception: fc.constantFrom(
            ...Array.from({ length: 14 }, () => null),
            'topLevel',
            'self',
            'unknown',
            'anyone',
          ),
          // Selects the manager among those that the shape allows.
          choice: fc.integer({ min: 0, max: 9_999 }),
          archivedOn: fc.constantFrom(null, null, null, null, addDays(today, -1), today, addDays(today, 1)),
          startedOn: fc.constantFrom(
            null,
            null,
            null,
            addDays(today, -9),
            addDays(today, -3),
            today,
            addDays(today, 1),
          ),
          attributes: fc.constantFrom({}, { department: 'Sales' }, { department: 'Support', 'a"b': 'Sales' }),
          participation: fc.constantFrom('included', 'included', 'included', 'totals', 'excluded'),
        }),
        { minLength: size.min, maxLength: size.max },
      ),
    })
    .map(({ shapes, entries }) =>
      entries.map(({ exception, choice, ...facts }, index) => {
        const shape = shapes[Math.floor((index / entries.length) * sectionCount)] ?? 'anyone'
        const managers = {
          tree: index === 0 ? null : choice % index,
          chain: index === 0 ? null : index - 1,
          anyone: choice % entries.length,
          self: index,
          unknown: 'stranger',
          topLevel: null,
        }
        const manager = managers[exception ?? shape]
        return createEmployee(index, { ...facts, managerId: manager === null ? null : toEmployeeId(manager) })
      }),
    )
