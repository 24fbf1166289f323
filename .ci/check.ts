// Runs the checks that are not tests, and writes the results to `.reports/checks.json`. A failed check does not end the
// run, but the checks that require it are skipped.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkInstalledFiles, installPackages, typeCheckApp } from './consumer-app.ts'
import { createExampleHost, exampleHosts, tryExampleHost } from './example-hosts.ts'
import { createTestedHost, hostTestRuns } from './host-tests.ts'
import { createNextApp, nextAppVariants, tryNextApp } from './next-app.ts'
import { createReadmeHost } from './readme-hosts.ts'
import { run, runTool } from './run-command.ts'
import { UnavailableError } from './run-online.ts'
import { listEntries, readPublishedPackages, root } from './workspace.ts'

interface CheckResult {
  readonly name: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly seconds: number
}

const results: CheckResult[] = []

/**
 * Runs a check and records its result. The check is skipped if `action` rejects with an `UnavailableError`, and fails
 * if it rejects with any other error.
 * @param requirements - Names of earlier checks. The check is skipped unless all of them passed. `@default []`
 */
const check = async (
  name: string,
  action: () => Promise<unknown>,
  requirements: readonly string[] = [],
): Promise<void> => {
  const hasPassed = (required: string) =>
    results.some((result) => result.name === required && result.status === 'passed')
  const unmetRequirements = requirements.filter((required) => !hasPassed(required))
  if (unmetRequirements.length > 0) {
    results.push({ name, status: 'skipped', seconds: 0 })
    console.log(`- ${name} (skipped: requires "${unmetRequirements.join('", "')}")`)
    return
  }
  const start = performance.now()
  const error = await action().then(
    () => null,
    (reason: unknown) => reason ?? new Error('The check failed without a reason.'),
  )
  if (error instanceof UnavailableError) {
    results.push({ name, status: 'skipped', seconds: 0 })
    console.log(`- ${name} (skipped: ${error.message.slice(0, 300)})`)
    return
  }
  const problem = error === null ? null : error instanceof Error ? error.message : String(error)
  const seconds = Math.round((performance.now() - start) / 100) / 10
  results.push({ name, status: problem === null ? 'passed' : 'failed', seconds })
  console.log(`${problem === null ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (problem !== null) console.log(`\n${problem}\n`)
}

/** Options of a small load test. Its clock runs faster, so that it takes less than a minute. */
const loadOptions = {
  accounts: 10,
  people: 600,
  days: 3,
  workers: 3,
  speed: 6,
  kills: 2,
  restarts: 1,
  crashes: 0,
  silences: 0,
  terminations: 1,
  holds: 1,
  'api-outages': 1,
}

const packages = readPublishedPackages()
const tempFolder = mkdtempSync(join(tmpdir(), 'check-'))
const appFolder = join(tempFolder, 'app')
const getTarballPath = (folder: string): string => join(tempFolder, `${basename(folder)}.tgz`)

await check('lint and format', () => runTool('biome', ['ci', '--colors=off', '--error-on-warnings']))
await check('types', () => runTool('tsc', ['-p', '.']))
await check('no unused code', () => runTool('knip', ['--no-progress']))
await check('build', () => run('pnpm', ['run', 'build']))

await check('a small load test stores correct data', async () => {
  const flags = Object.entries(loadOptions).map(([name, value]) => `--${name}=${value}`)
  console.log(await run(process.execPath, [join(root, 'packages/server/load/run.ts'), ...flags]))
})

const maxStorybookSeconds = 60
await check('storybook builds within a minute', async () => {
  const start = performance.now()
  await runTool('storybook', ['build', '--output-dir', join(tempFolder, 'storybook'), '--quiet'])
  if (performance.now() - start > maxStorybookSeconds * 1000) throw new Error('It took longer than a minute.')
})

for (const { name, folder } of packages) {
  const tarball = getTarballPath(folder)
  const packCheck = `${name}: packs`
  await check(packCheck, () => run('pnpm', ['pack', '--out', tarball], folder), ['build'])
  await check(`${name}: publint`, () => runTool('publint', ['run', tarball, '--strict']), [packCheck])
  await check(
    `${name}: types for an app (attw)`,
    () => runTool('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii']),
    [packCheck],
  )
}

await check('public API', () => run(process.execPath, [join(root, '.ci/api-report.ts')]), ['build'])
await check('documentation', () => run('pnpm', ['run', 'docs']))
await check('size budgets', async () => console.log(await runTool('size-limit', [])), ['build'])

const installCheck = 'installs into an app'
await check(
  installCheck,
  () =>
    installPackages(
      appFolder,
      packages.map((published) => ({ ...published, tarball: getTarballPath(published.folder) })),
    ),
  packages.map(({ name }) => `${name}: packs`),
)
await check('installs no tests and no dead links', () => checkInstalledFiles(appFolder, packages), [installCheck])
const entries = packages.flatMap(listEntries)
for (const resolution of ['bundler', 'nodenext'] as const) {
  await check(
    `types of an app and of the code in READMEs, guides, skills and examples (${resolution})`,
    () => typeCheckApp(appFolder, resolution, entries),
    [installCheck],
  )
}
for (const { name } of entries) {
  const runInNode = () => run(process.execPath, ['--input-type=module', '--eval', `await import('${name}')`], appFolder)
  await check(`node runs ${name}`, runInNode, [installCheck])
}

const testedHostFolder = join(tempFolder, 'tested-host')
const testedHostCheck = 'a host with Vitest and Jest installs the packages'
await check(
  testedHostCheck,
  () => createTestedHost(testedHostFolder, ['core', 'react'].map(getTarballPath)),
  packages.map(({ name }) => `${name}: packs`),
)
for (const { name, args } of hostTestRuns) {
  await check(`a page of a host is tested with ${name}`, () => run(process.execPath, args, testedHostFolder), [
    testedHostCheck,
  ])
}

for (const host of exampleHosts) {
  // The README's server component prefetches nothing.
  const readmeHost = { ...host, hasFiguresInMarkup: false }
  const readmeHostFolder = join(tempFolder, `readme-${host.folder}`)
  const followReadmeCheck = `a host with ${host.name} follows the README and builds`
  await check(
    followReadmeCheck,
    () =>
      createReadmeHost(
        readmeHost,
        readmeHostFolder,
        packages.map(({ folder }) => getTarballPath(folder)),
      ),
    packages.map(({ name }) => `${name}: packs`),
  )
  await check(
    `a host with ${host.name} that follows the README shows a panel with numbers`,
    () => tryExampleHost(readmeHost, readmeHostFolder),
    [followReadmeCheck],
  )

  const hostFolder = join(tempFolder, `host-${host.folder}`)
  const installHostCheck = `the example with ${host.name} installs the packages and builds`
  await check(
    installHostCheck,
    () =>
      createExampleHost(
        host,
        hostFolder,
        packages.map(({ folder }) => getTarballPath(folder)),
      ),
    packages.map(({ name }) => `${name}: packs`),
  )
  await check(
    `the example with ${host.name} connects, shows figures to the right people, restarts and stops`,
    () => tryExampleHost(host, hostFolder),
    [installHostCheck],
  )
}

const nextAppFolder = join(tempFolder, 'next')
const nextAppCheck = 'a new Next.js app installs the packages'
await check(
  nextAppCheck,
  () => createNextApp(nextAppFolder, ['core', 'server'].map(getTarballPath)),
  packages.map(({ name }) => `${name}: packs`),
)
for (const variant of nextAppVariants) {
  await check(
    `a Next.js app with ${variant.bundler} and ${variant.storage} reads all days, reloads, builds, restarts and stops`,
    () => tryNextApp(nextAppFolder, variant),
    [nextAppCheck],
  )
}

rmSync(tempFolder, { recursive: true })
mkdirSync(join(root, '.reports'), { recursive: true })
writeFileSync(join(root, '.reports/checks.json'), `${JSON.stringify(results, null, 2)}\n`)

const selectByStatus = (status: CheckResult['status']) => results.filter((result) => result.status === status)
const passed = selectByStatus('passed')
const failed = selectByStatus('failed')
const skipped = selectByStatus('skipped')
console.log(`\n${passed.length} checks passed, ${failed.length} failed, ${skipped.length} skipped`)
for (const { name } of failed) console.log(`✗ ${name}`)
process.exitCode = failed.length > 0 ? 1 : 0
