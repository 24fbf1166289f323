// Counts what `.ci/run` ran. Arguments: the exit codes of the tests and of the checks, and the folder of their reports.
// Plain JavaScript, because it must also work when the install failed and the machine's own Node is old.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [testsExitCode, checksExitCode, reportsFolder] = process.argv.slice(2)

const readReport = (name) => {
  try {
    return JSON.parse(readFileSync(join(reportsFolder, `${name}.json`), 'utf8'))
  } catch {
    return null
  }
}

// Vitest reports a skipped test as `skipped`, `pending` or `todo`.
const count = (results) => {
  const passed = results.filter(({ status }) => status === 'passed').length
  const failed = results.filter(({ status }) => status === 'failed').length
  return { passed, failed, skipped: results.length - passed - failed }
}

const files = readReport('tests')?.testResults ?? []
const tests = count(files.flatMap((file) => file.assertionResults))
// A test file can fail without a failed test, for example when it does not load.
tests.failed += files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length
const checks = count(readReport('checks') ?? [])

// A run that failed without a failed test or check counts as one failure, and so does a run without results.
const hasFailedAsAWhole = ({ passed, failed }, exitCode) =>
  passed + failed === 0 || (Number(exitCode) !== 0 && failed === 0)
let failedRuns = 0
for (const [name, counts, exitCode] of [
  ['The test run', tests, testsExitCode],
  ['The run of the checks', checks, checksExitCode],
]) {
  if (!hasFailedAsAWhole(counts, exitCode)) continue
  failedRuns += 1
  console.log(`${name} failed as a whole: see above.`)
}

const passed = tests.passed + checks.passed
const failed = tests.failed + checks.failed + failedRuns
const skipped = tests.skipped + checks.skipped
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0
