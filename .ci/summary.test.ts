import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { root } from './workspace.ts'

/** What the two commands of a CI run leave behind. */
interface CommandResults {
  /** The status of each test file and of its tests. Undefined if the tests wrote no report. */
  readonly testFiles?: readonly { readonly status: string; readonly tests: readonly string[] }[]
  /** The status of each check. Undefined if the checks wrote no report. */
  readonly checks?: readonly string[]
  /** @default 0 */
  readonly testsExitCode?: number
  /** @default 0 */
  readonly checksExitCode?: number
}

/** Runs the summary script on reports in the format of Vitest and `check.ts`. */
const runSummary = ({ testFiles, checks, testsExitCode = 0, checksExitCode = 0 }: CommandResults) => {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (testFiles) {
    const testResults = testFiles.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((testStatus) => ({ status: testStatus })),
    }))
    writeFileSync(join(folder, 'tests.json'), JSON.stringify({ testResults }))
  }
  if (checks) writeFileSync(join(folder, 'checks.json'), JSON.stringify(checks.map((status) => ({ status }))))
  const script = join(root, '.ci/summary.mjs')
  const args = [script, String(testsExitCode), String(checksExitCode), folder]
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { lastLine: stdout.trimEnd().split('\n').at(-1), exitCode: status }
}

const passingFile = { status: 'passed', tests: ['passed'] }

describe('the summary of a CI run', () => {
  test('adds up the tests and the checks', () => {
    const results = { testFiles: [passingFile, { status: 'passed', tests: ['passed', 'passed'] }], checks: ['passed'] }
    expect(runSummary(results)).toEqual({ lastLine: '4 passed, 0 failed, 0 skipped', exitCode: 0 })
  })

  test.each(['skipped', 'pending', 'todo'])('counts a test as skipped when Vitest reports it as %s', (status) => {
    const results = { testFiles: [{ status: 'passed', tests: ['passed', status] }], checks: ['passed'] }
    expect(runSummary(results)).toEqual({ lastLine: '2 passed, 0 failed, 1 skipped', exitCode: 0 })
  })

  test('counts failed and skipped checks', () => {
    const results = { testFiles: [passingFile], checks: ['passed', 'failed', 'skipped', 'skipped'], checksExitCode: 1 }
    expect(runSummary(results)).toEqual({ lastLine: '2 passed, 1 failed, 2 skipped', exitCode: 1 })
  })

  test('counts failed tests', () => {
    const testFiles = [{ status: 'failed', tests: ['passed', 'failed', 'failed'] }]
    const results = { testFiles, checks: ['passed'], testsExitCode: 1 }
    expect(runSummary(results)).toEqual({ lastLine: '2 passed, 2 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a test file that does not load as one failure', () => {
    const results = { testFiles: [passingFile, { status: 'failed', tests: [] }], checks: ['passed'], testsExitCode: 1 }
    expect(runSummary(results)).toEqual({ lastLine: '2 passed, 1 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a command as one failure if it exits with 1 but reports no failed test or check', () => {
    const results = { testFiles: [passingFile], checks: ['passed'], testsExitCode: 1, checksExitCode: 1 }
    expect(runSummary(results)).toEqual({ lastLine: '2 passed, 2 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a command as one failure if it exits with 0 but nothing passed or failed', () => {
    expect(runSummary({})).toEqual({ lastLine: '0 passed, 2 failed, 0 skipped', exitCode: 1 })
    expect(runSummary({ testFiles: [{ status: 'passed', tests: ['skipped'] }], checks: ['passed'] })).toEqual({
      lastLine: '1 passed, 1 failed, 1 skipped',
      exitCode: 1,
    })
  })
})
