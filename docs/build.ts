// Builds the documentation into `docs/dist`: the guides and READMEs, the API reference of every entry point and
// `llms.txt`. The pages and their search work from files, without a server. Fails on any warning, such as a dead link.
import { join } from 'node:path'
import {
  Application,
  Converter,
  DocumentReflection,
  JSX,
  type ProjectReflection,
  ReflectionKind,
  Renderer,
} from 'typedoc'
import { type Entry, listEntries, readPublishedPackages, root } from '../.ci/workspace.ts'
import { linkOwnPages } from './link-own-pages.ts'
import { getPagePath, PageRouter } from './page-router.ts'
import { findGroup, pageGroups, pagePatterns, readPage } from './pages.ts'
import type { Section } from './search/sections.ts'
import { writeLlmsText } from './write-llms-text.ts'
import { readSymbols, writeSearch } from './write-search.ts'
import { writeThemeEditor } from './write-theme-editor.ts'

const out = join(root, 'docs/dist')

/** An error page is found by its code. */
const getPageName = (path: string): string =>
  /errors\/(\w+)\.md$/.exec(path)?.[1]?.replace('README', 'All errors') ?? readPage(path).title

/** Names the pages by their headings and the modules by what an app imports. TypeDoc would name both by their files. */
const nameReflections = (project: ProjectReflection, entries: readonly Entry[]): void => {
  for (const document of project.documents ?? []) {
    const path = getPagePath(document)
    document.name = getPageName(path)
    document.frontmatter.group = findGroup(path).name
  }
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const entry = entries.find(({ file }) => file === project.files.getReflectionPath(module))
    if (!entry) throw new Error(`${module.name} is no entry point.`)
    module.name = entry.name
  }
}

const entries = readPublishedPackages().flatMap(listEntries)
const app = await Application.bootstrap({
  name: 'Claude usage',
  readme: join(root, 'README.md'),
  entryPoints: entries.map(({ file }) => file),
  projectDocuments: pagePatterns.map((pattern) => join(root, pattern)),
  tsconfig: join(root, 'tsconfig.json'),
  basePath: root,
  router: 'page',
  out,
  // The types are checked by the root's TypeScript, which is newer than the one that TypeDoc runs on.
  skipErrorChecking: true,
  navigation: { includeGroups: true },
  groupOrder: [...pageGroups.map(({ name }) => name), '*'],
  highlightLanguages: ['bash', 'css', 'csv', 'html', 'http', 'json', 'sql', 'ts', 'tsx', 'yaml'],
  customCss: join(root, 'docs/search/search-box.css'),
  treatWarningsAsErrors: true,
})
app.renderer.defineRouter('page', PageRouter)
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => nameReflections(project, entries))
app.renderer.hooks.on('head.end', ({ relativeURL }) =>
  JSX.createElement('script', { defer: true, src: relativeURL('assets/search-box.js') }),
)
app.renderer.hooks.on('content.begin', ({ page, relativeURL }) =>
  page.model instanceof DocumentReflection && getPagePath(page.model) === 'packages/react/docs/theming.md'
    ? JSX.createElement('p', null, JSX.createElement('a', { href: relativeURL('theme-editor.html') }, 'Theme editor'))
    : JSX.createElement(JSX.Fragment, null),
)
const project = await app.convert()
if (!project) throw new Error('The sources could not be read. The messages are above.')
const symbols: Section[] = []
app.renderer.on(Renderer.EVENT_END, () => {
  if (app.renderer.router) symbols.push(...readSymbols(project, app.renderer.router))
})
await app.generateDocs(project, out)
linkOwnPages(out)
await writeSearch(out, symbols)
await writeThemeEditor(out)
writeLlmsText(out)
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1)
