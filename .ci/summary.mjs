// Counts what `.ci/run` ran, from the reports and the exit codes of the tests and the checks. Plain JavaScript: it must
// also speak where the install failed and the machine's own Node is old.
import { readFileSync } from 'node:fs'

const report = (name) => {
  try {
    return JSON.parse(readFileSync(new URL(`../.reports/${name}.json`, import.meta.url), 'utf8'))
  } catch {
    return null
  }
}

const [testsExit, checksExit] = process.argv.slice(2).map(Number)
const files = report('tests')?.testResults ?? []
const tests = files.flatMap((file) => file.assertionResults)
const brokenFiles = files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
)
const checks = report('checks') ?? []

const passedTests = tests.filter((test) => test.status === 'passed').length
const failedTests = tests.filter((test) => test.status === 'failed').length + brokenFiles.length
const passedChecks = checks.filter((check) => check.passed).length
const failedChecks = checks.filter((check) => !check.passed).length

// A run that went wrong without naming a test or check is one more failure, and so is one that ran nothing.
const silent = [
  [passedTests + failedTests === 0 || (testsExit !== 0 && failedTests === 0), 'The test run'],
  [passedChecks + failedChecks === 0 || (checksExit !== 0 && failedChecks === 0), 'The run of the checks'],
].flatMap(([wrong, what]) => (wrong ? [what] : []))
for (const what of silent) console.log(`${what} failed as a whole: see above.`)

const failed = failedTests + failedChecks + silent.length
console.log(`${passedTests + passedChecks} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
