import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../.ci/workspace.ts'

/** A group of pages in the navigation. */
interface PageGroup {
  readonly name: string
  /** The files that it holds. */
  readonly files: RegExp
  /** How much its pages count in a search. Somebody who asks for a task finds the guide to it first. */
  readonly searchWeight: number
}

/** The groups, in order. A page belongs to the first one that holds it. */
export const pageGroups: readonly PageGroup[] = [
  { name: 'Packages', files: /^packages\/\w+\/README\.md$/, searchWeight: 0.8 },
  { name: 'For legal departments', files: /^packages\/\w+\/docs\/(data-protection|threat-model)/, searchWeight: 0.8 },
  { name: 'Guides', files: /^packages\/\w+\/docs\/[^/]+\.md$/, searchWeight: 1.6 },
  { name: 'For coding assistants', files: /^packages\/\w+\/skills\//, searchWeight: 0.5 },
  { name: 'Errors', files: /^packages\/core\/docs\/errors\//, searchWeight: 1 },
  { name: 'Examples', files: /^examples\//, searchWeight: 0.8 },
  { name: 'This repository', files: /^[^/]+\.md$/, searchWeight: 0.7 },
]

/** Patterns of all pages that are written by hand, except the start page. */
export const pagePatterns: readonly string[] = [
  'packages/*/README.md',
  'packages/*/docs/**/*.md',
  'packages/*/skills/*/SKILL.md',
  'examples/*/README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
]

/** Returns the paths of these pages in the repository. */
export const listPages = (): readonly string[] => globSync(pagePatterns, { cwd: root }).sort()

/** Returns the group of a page. */
export const findGroup = (path: string): PageGroup => {
  const group = pageGroups.find(({ files }) => files.test(path))
  if (!group) throw new Error(`${path} is in no group.`)
  return group
}

/** Returns the address of a page in the documentation, without `.html`. */
export const getPageAddress = (path: string): string =>
  path
    .replace(/(\/README)?\.md$/, '')
    .replace('packages/core/docs/', '')
    .replace(/^packages\/\w+\/docs\//, 'guides/')

export const readMarkdown = (path: string): string => readFileSync(join(root, path), 'utf8')

/** A page that is written by hand. */
export interface Page {
  /** Path in the repository. */
  readonly path: string
  readonly title: string
  /** The description of a skill, or the first paragraph. */
  readonly summary: string
}

export const readPage = (path: string): Page => {
  const text = readMarkdown(path)
  const title = /^# (.+)$/m.exec(text)?.[1]
  if (title === undefined) throw new Error(`${path} has no heading.`)
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => /^[\w`*_[]/.test(paragraph))
  const summary = /^---\n.*?^description: (.+?)\n/ms.exec(text)?.[1] ?? paragraphs[0] ?? ''
  return { path, title: title.replaceAll('`', ''), summary: summary.replaceAll(/\s*\n\s*/g, ' ') }
}
