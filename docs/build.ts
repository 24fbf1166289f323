// Builds the documentation into `docs/dist`: the guides and READMEs, the API reference of every entry point and
// `llms.txt`. The pages and their search work from files, without a server. Fails on any warning, such as a dead link.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import {
  Application,
  Converter,
  type DocumentReflection,
  KindRouter,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
} from 'typedoc'
import { type Entry, listEntries, readPublishedPackages, root } from '../.ci/workspace.ts'

const out = join(root, 'docs/dist')

/** The groups of pages in the navigation, in order, each with the files that it holds. */
const groups: readonly (readonly [name: string, files: RegExp])[] = [
  ['Packages', /^packages\/\w+\/README\.md$/],
  ['Guides', /^packages\/\w+\/docs\/[^/]+\.md$/],
  ['For coding assistants', /^packages\/\w+\/skills\//],
  ['Errors', /^packages\/core\/docs\/errors\//],
  ['Examples', /^examples\//],
  ['This repository', /^[^/]+\.md$/],
]

/** A page that is written by hand. */
interface Page {
  /** Path in the repository. */
  readonly path: string
  readonly title: string
  /** The description of a skill, or the first paragraph. */
  readonly summary: string
}

const readPage = (path: string): Page => {
  const text = readFileSync(join(root, path), 'utf8')
  const title = /^# (.+)$/m.exec(text)?.[1]
  if (title === undefined) throw new Error(`${path} has no heading.`)
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => /^[\w`*_[]/.test(paragraph))
  const summary = /^---\n.*?^description: (.+?)\n/ms.exec(text)?.[1] ?? paragraphs[0] ?? ''
  return { path, title: title.replaceAll('`', ''), summary: summary.replaceAll(/\s*\n\s*/g, ' ') }
}

const findGroup = (path: string): string => groups.find(([, files]) => files.test(path))?.[0] ?? 'Guides'

/** Returns the path of a page in the repository. */
const getPagePath = (document: DocumentReflection): string =>
  relative(root, document.project.files.getReflectionPath(document) ?? '')

/** An error page is found by its code. */
const getPageName = (path: string): string =>
  /errors\/(\w+)\.md$/.exec(path)?.[1]?.replace('README', 'All errors') ?? readPage(path).title

/** Names the pages by their headings and the modules by what an app imports. TypeDoc would name both by their files. */
const nameReflections = (project: ProjectReflection, entries: readonly Entry[]): void => {
  for (const document of project.documents ?? []) {
    const path = getPagePath(document)
    document.name = getPageName(path)
    document.frontmatter.group = findGroup(path)
  }
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const entry = entries.find(({ file }) => file === project.files.getReflectionPath(module))
    if (!entry) throw new Error(`${module.name} is no entry point.`)
    module.name = entry.name
  }
}

/** Gives the pages the addresses of their files. */
class PageRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    if (!reflection.isDocument()) return super.getIdealBaseName(reflection)
    return getPagePath(reflection)
      .replace(/(\/README)?\.md$/, '')
      .replace('packages/core/docs/', '')
      .replace(/^packages\/\w+\/docs\//, 'guides/')
  }
}

/** Writes `llms.txt`, with links to copies of the pages as Markdown. */
const writeLlmsText = (pages: readonly Page[]): void => {
  const sections = groups.map(([name]) => {
    const lines = pages
      .filter(({ path }) => findGroup(path) === name)
      .map(({ path, title, summary }) => `- [${title}](markdown/${path}): ${summary}`)
    return `## ${name}\n\n${lines.join('\n')}\n`
  })
  const { title, summary } = readPage('README.md')
  writeFileSync(join(out, 'llms.txt'), `# ${title}\n\n> ${summary}\n\n${sections.join('\n')}`)
  for (const { path } of [...pages, { path: 'README.md' }]) {
    mkdirSync(join(out, 'markdown', dirname(path)), { recursive: true })
    cpSync(join(root, path), join(out, 'markdown', path))
  }
}

const entries = readPublishedPackages().flatMap(listEntries)
const app = await Application.bootstrap({
  name: 'Claude usage',
  readme: join(root, 'README.md'),
  entryPoints: entries.map(({ file }) => file),
  projectDocuments: [
    'packages/*/README.md',
    'packages/*/docs/**/*.md',
    'packages/*/skills/*/SKILL.md',
    'examples/*/README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
  ].map((pattern) => join(root, pattern)),
  tsconfig: join(root, 'tsconfig.json'),
  basePath: root,
  router: 'page',
  out,
  // The types are checked by the root's TypeScript, which is newer than the one that TypeDoc runs on.
  skipErrorChecking: true,
  searchInDocuments: true,
  // Somebody who searches for a task finds the guide to it before error codes and names in the reference.
  searchGroupBoosts: { Packages: 4, Guides: 4 },
  navigation: { includeGroups: true },
  groupOrder: [...groups.map(([name]) => name), '*'],
  highlightLanguages: ['bash', 'css', 'csv', 'html', 'http', 'json', 'sql', 'ts', 'tsx', 'yaml'],
  treatWarningsAsErrors: true,
})
app.renderer.defineRouter('page', PageRouter)
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => nameReflections(project, entries))
const project = await app.convert()
if (!project) throw new Error('The sources could not be read. The messages are above.')
await app.generateDocs(project, out)
writeLlmsText((project.documents ?? []).map((document) => readPage(getPagePath(document))))
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1)
