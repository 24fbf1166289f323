import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Small files with slow tests, the slowest first. */
const slowFiles = [
  'storage/postgres-deployments.db.test.ts',
  'storage/pglite.db.test.ts',
  'http/planted-keys.db.test.ts',
  'sync/pg-boss-scheduler.db.test.ts',
  'storage/silent-connections.db.test.ts',
  'storage/statistics.db.test.ts',
  'e2e/restart.e2e.test.ts',
  'e2e/visibility.e2e.test.ts',
  'http/information-leaks.test.ts',
  'sync/unserved-days.test.ts',
  'sync/steady-state-requests.test.ts',
] as const

/**
 * Starts slow files first, so that all workers end at about the same time. Vitest sorts files by their times in an
 * earlier run. In CI there are no such times, so it would start large files first.
 */
export class SlowFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const getRank = ({ moduleId }: TestSpecification): number => {
      const rank = slowFiles.findIndex((name) => moduleId.endsWith(`/${name}`))
      return rank < 0 ? slowFiles.length : rank
    }
    return (await super.sort(files)).toSorted((first, second) => getRank(first) - getRank(second))
  }
}
