import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { root } from './workspace.ts'

interface Run {
  /** Statuses of the tests in each test file. No report without it. */
  readonly testFiles?: readonly { readonly status: string; readonly tests: readonly string[] }[]
  /** No report without it. */
  readonly checks?: readonly string[]
  readonly testsExitCode?: number
  readonly checksExitCode?: number
}

/** Runs the summary on reports as Vitest and `check.ts` write them. */
const summarize = ({ testFiles, checks, testsExitCode = 0, checksExitCode = 0 }: Run) => {
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
  test('adds up tests and checks', () => {
    const run = { testFiles: [passingFile, { status: 'passed', tests: ['passed', 'passed'] }], checks: ['passed'] }
    expect(summarize(run)).toEqual({ lastLine: '4 passed, 0 failed, 0 skipped', exitCode: 0 })
  })

  test.each(['skipped', 'pending', 'todo'])('counts a test as skipped when Vitest reports it as %s', (status) => {
    const run = { testFiles: [{ status: 'passed', tests: ['passed', status] }], checks: ['passed'] }
    expect(summarize(run)).toEqual({ lastLine: '2 passed, 0 failed, 1 skipped', exitCode: 0 })
  })

  test('counts failed and skipped checks', () => {
    const run = { testFiles: [passingFile], checks: ['passed', 'failed', 'skipped', 'skipped'], checksExitCode: 1 }
    expect(summarize(run)).toEqual({ lastLine: '2 passed, 1 failed, 2 skipped', exitCode: 1 })
  })

  test('counts failed tests', () => {
    const testFiles = [{ status: 'failed', tests: ['passed', 'failed', 'failed'] }]
    const run = { testFiles, checks: ['passed'], testsExitCode: 1 }
    expect(summarize(run)).toEqual({ lastLine: '2 passed, 2 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a test file that does not load as one failure', () => {
    const run = { testFiles: [passingFile, { status: 'failed', tests: [] }], checks: ['passed'], testsExitCode: 1 }
    expect(summarize(run)).toEqual({ lastLine: '2 passed, 1 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a run as one failure when it fails without a failed test or check', () => {
    const run = { testFiles: [passingFile], checks: ['passed'], testsExitCode: 1, checksExitCode: 1 }
    expect(summarize(run)).toEqual({ lastLine: '2 passed, 2 failed, 0 skipped', exitCode: 1 })
  })

  test('counts a run without results as one failure, even if it exits with 0', () => {
    expect(summarize({})).toEqual({ lastLine: '0 passed, 2 failed, 0 skipped', exitCode: 1 })
    expect(summarize({ testFiles: [{ status: 'passed', tests: ['skipped'] }], checks: ['passed'] })).toEqual({
      lastLine: '1 passed, 1 failed, 1 skipped',
      exitCode: 1,
    })
  })
})
