/**
 * Compares the public API of every entry point with its report in `.ci/api-reports`, names and types. The report shows in the
 * diff of a change what hosts will notice. `pnpm api-report` builds and rewrites the reports.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor'
import { type Entry, listEntries, readPublishedPackages, root } from './workspace.ts'

const reportFolder = join(root, '.ci/api-reports')

/** The declarations that the build wrote for a source file. */
const toDeclarations = (file: string): string => file.replace('/src/', '/dist/').replace(/\.tsx?$/, '.d.ts')

const entries = readPublishedPackages().flatMap(listEntries)

/** Checks or updates the report of one entry point. Returns what is wrong with it. */
const checkReport = (entry: Entry, shouldUpdate: boolean): readonly string[] => {
  const packageFolder = entry.file.slice(0, entry.file.indexOf('/src/'))
  const problems: string[] = []
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(packageFolder, 'package.json'),
    configObject: {
      projectFolder: packageFolder,
      mainEntryPointFilePath: toDeclarations(entry.file),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2023',
            lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
            module: 'NodeNext',
            moduleResolution: 'NodeNext',
            jsx: 'react-jsx',
            strict: true,
            exactOptionalPropertyTypes: true,
            allowImportingTsExtensions: true,
            skipLibCheck: true,
            noEmit: true,
            // The declarations of one package refer to those of another as they are published, not to its sources.
            paths: Object.fromEntries(entries.map(({ name, file }) => [name, [toDeclarations(file)]])),
          },
          files: [toDeclarations(entry.file)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${entry.name.replace('@windmill/', '').replace('/', '.')}.api.md`,
        reportFolder,
        reportTempFolder: join(root, '.reports/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' as never } },
        extractorMessageReporting: {
          default: { logLevel: 'none' as never },
          'ae-forgotten-export': { logLevel: 'error' as never },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' as never } },
      },
    },
  })
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: shouldUpdate,
    messageCallback: (message: ExtractorMessage) => {
      message.handled = true
      if (message.logLevel === 'error') problems.push(message.text)
    },
  })
  if (apiReportChanged && !shouldUpdate) problems.push('The public API differs from its report.')
  return problems.map((problem) => `${entry.name}: ${problem}`)
}

mkdirSync(reportFolder, { recursive: true })
mkdirSync(join(root, '.reports/api'), { recursive: true })
const shouldUpdate = process.argv.includes('--update')
const problems = entries.flatMap((entry) => checkReport(entry, shouldUpdate))
for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error('\nAfter an intended change, run: pnpm api-report')
  process.exitCode = 1
}
