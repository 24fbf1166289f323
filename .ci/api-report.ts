// Compares the public API of every entry point with its report in `.ci/api-reports`. A report lists all exported names
// with their types, so the diff of a change shows what hosts will notice. `pnpm api-report` builds and updates the
// reports.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor'
import { type Entry, listEntries, readPublishedPackages, root } from './workspace.ts'

const reportFolder = join(root, '.ci/api-reports')

/** Returns the path of the declarations that the build writes for a source file. */
const getDeclarationPath = (file: string): string => file.replace('/src/', '/dist/').replace(/\.tsx?$/, '.d.ts')

const getReportName = ({ name }: Entry): string => `${name.replace('@windmill/', '').replaceAll('/', '.')}.api.md`

const entries = readPublishedPackages().flatMap(listEntries)

/** The result of comparing an entry point with its report. */
interface CheckedReport {
  readonly entry: Entry
  readonly packageFolder: string
  /** Whether the public API differs from its report. */
  readonly hasChanged: boolean
  /** Other errors, such as declarations that do not compile. */
  readonly problems: readonly string[]
  /** Types that the entry point's declarations use, but that it does not export. */
  readonly missingTypes: readonly string[]
}

/** Compares one entry point with its report. If `shouldUpdate` is true, also updates the report. */
const checkReport = (entry: Entry, shouldUpdate: boolean): CheckedReport => {
  const packageFolder = entry.file.slice(0, entry.file.indexOf('/src/'))
  const problems: string[] = []
  const missingTypes: string[] = []
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(packageFolder, 'package.json'),
    configObject: {
      projectFolder: packageFolder,
      mainEntryPointFilePath: getDeclarationPath(entry.file),
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
            // The declarations of a package refer to the published declarations of another, not to its sources.
            paths: Object.fromEntries(entries.map(({ name, file }) => [name, [getDeclarationPath(file)]])),
          },
          files: [getDeclarationPath(entry.file)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: getReportName(entry),
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
      const [, symbol] = /The symbol "(\w+?)(?:_\d+)?" needs to be exported/.exec(message.text) ?? []
      // Values are left out, because declarations use them only as `typeof value`, which a host need not import. The
      // name of a value begins with a lower-case letter.
      if (symbol) missingTypes.push(...(/^[A-Z]/.test(symbol) ? [symbol] : []))
      else if (message.logLevel === 'error') problems.push(message.text)
    },
  })
  return { entry, packageFolder, hasChanged: apiReportChanged, problems, missingTypes }
}

/** Reads the names that an entry point exports from its report. */
const readExports = ({ entry }: CheckedReport): readonly string[] => {
  const report = readFileSync(join(reportFolder, getReportName(entry)), 'utf8')
  return [
    ...report.matchAll(
      /^export (?:abstract |declare )*(?:class|const|function|interface|type) (\w+)|^export \{ (?:\w+ as )?(\w+) \}/gm,
    ),
  ].map(([, declared, reexported]) => declared ?? reexported ?? '')
}

mkdirSync(reportFolder, { recursive: true })
mkdirSync(join(root, '.reports/api'), { recursive: true })
const shouldUpdate = process.argv.includes('--update')
const reports = entries.map((entry) => checkReport(entry, shouldUpdate))
const problems = reports.flatMap(({ entry, packageFolder, hasChanged, problems, missingTypes }) => {
  // A host can import a type from every entry point of the package except the internal one.
  const exportedNames = new Set(
    reports
      .filter((other) => other.packageFolder === packageFolder && !other.entry.name.endsWith('/internal'))
      .flatMap(readExports),
  )
  const unexportedTypes = entry.name.endsWith('/internal')
    ? []
    : missingTypes.filter((name) => !exportedNames.has(name))
  return [
    ...problems,
    ...(hasChanged && !shouldUpdate ? ['The public API differs from its report.'] : []),
    ...unexportedTypes.map((name) => `The type ${name} is part of the public API, but not exported.`),
  ].map((problem) => `${entry.name}: ${problem}`)
})
for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error('\nAfter an intended change, run: pnpm api-report')
  process.exitCode = 1
}
