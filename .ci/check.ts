// Everything that is checked beside the tests. Goes on after a failure; writes `.reports/checks.json`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkFiles, installIntoApp, typeCheckApp } from './consumer-app.ts'
import { run, tool } from './run-command.ts'
import { entriesOf, publishedPackages, root } from './workspace.ts'

const results: { readonly name: string; readonly passed: boolean; readonly seconds: number }[] = []

const check = async (name: string, action: () => Promise<unknown>): Promise<void> => {
  const started = performance.now()
  const problem = await action().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const seconds = Math.round((performance.now() - started) / 100) / 10
  results.push({ name, passed: problem === null, seconds })
  console.log(`${problem === null ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (problem !== null) console.log(`\n${problem}\n`)
}

const packages = publishedPackages()
const temp = mkdtempSync(join(tmpdir(), 'check-'))
const app = join(temp, 'app')
const tarballOf = (folder: string): string => join(temp, `${basename(folder)}.tgz`)

await check('lint and format', () => tool('biome', ['ci', '--colors=off', '--error-on-warnings']))
await check('types', () => tool('tsc', ['-p', '.']))
await check('nothing unused', () => tool('knip', ['--no-progress']))
await check('build', () => run('pnpm', ['run', 'build']))

await check('storybook builds within a minute', async () => {
  const started = performance.now()
  await tool('storybook', ['build', '--output-dir', join(temp, 'storybook'), '--quiet'])
  if (performance.now() - started > 60_000) throw new Error('It took longer than a minute.')
})

for (const { name, folder } of packages) {
  const tarball = tarballOf(folder)
  await check(`${name}: packs`, () => run('pnpm', ['pack', '--out', tarball], folder))
  await check(`${name}: publint`, () => tool('publint', ['run', tarball, '--strict']))
  await check(`${name}: types for an app (attw)`, () =>
    tool('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii']),
  )
}

await check('size budgets', async () => console.log(await tool('size-limit', [])))

await check('installs into an app', () =>
  installIntoApp(
    app,
    packages.map((published) => ({ ...published, tarball: tarballOf(published.folder) })),
  ),
)
await check('installs no tests and no dead links', () => checkFiles(app, packages))
const entries = packages.flatMap(entriesOf)
for (const resolution of ['bundler', 'nodenext'] as const) {
  await check(`an app's types, and the READMEs' (${resolution})`, () => typeCheckApp(app, resolution, entries))
}
for (const { name } of entries) {
  await check(`node runs ${name}`, () =>
    run(process.execPath, ['--input-type=module', '--eval', `await import('${name}')`], app),
  )
}

rmSync(temp, { recursive: true })
mkdirSync(join(root, '.reports'), { recursive: true })
writeFileSync(join(root, '.reports/checks.json'), `${JSON.stringify(results, null, 2)}\n`)

const failed = results.filter(({ passed }) => !passed)
console.log(`\n${results.length - failed.length} checks passed, ${failed.length} failed`)
for (const { name } of failed) console.log(`✗ ${name}`)
process.exitCode = failed.length > 0 ? 1 : 0
