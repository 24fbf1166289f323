// Prints the summary of a CI run. `.ci/run` runs two commands, one for the tests and one for the checks, then this
// script. Its arguments are the exit code of each command and the folder of their reports. It is plain JavaScript,
// because it must also run when the installation failed and the machine's own Node is old.
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
const countResults = (results) => {
  const passed = results.filter(({ status }) => status === 'passed').length
  const failed = results.filter(({ status }) => status === 'failed').length
  return { passed, failed, skipped: results.length - passed - failed }
}

const files = readReport('tests')?.testResults ?? []
const tests = countResults(files.flatMap((file) => file.assertionResults))
// A test file can fail without a failed test, for example when it does not load.
tests.failed += files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length
const checks = countResults(readReport('checks') ?? [])

// A command counts as one failure if it exits with an error but reports no failed test or check, for example because it
// crashed. It also counts as one failure if no test or check passed or failed.
const hasCommandFailed = ({ passed, failed }, exitCode) =>
  passed + failed === 0 || (Number(exitCode) !== 0 && failed === 0)
let failedCommands = 0
for (const [name, counts, exitCode] of [
  ['The test run', tests, testsExitCode],
  ['The run of the checks', checks, checksExitCode],
]) {
  if (!hasCommandFailed(counts, exitCode)) continue
  failedCommands += 1
  console.log(`${name} failed as a whole: see above.`)
}

const passed = tests.passed + checks.passed
const failed = tests.failed + checks.failed + failedCommands
const skipped = tests.skipped + checks.skipped
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 ? 1 : 0
