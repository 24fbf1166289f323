import { globSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { readPublishedPackages, root } from './workspace.ts'

/** A code block in a Markdown file, or in a comment of a source file. */
export interface Snippet {
  /** The prefix and the number of the line where the block starts, such as `server-39`. */
  readonly name: string
  /** The word after the opening backticks, such as `ts`. */
  readonly language: string
  readonly code: string
  /** The bold text at the start of the paragraph before the block. Empty if there is none. */
  readonly title: string
}

/**
 * Returns the code blocks of a Markdown file, or of the comments of a source file. Leaves out blocks that do not name
 * their language. Removes the indentation of blocks in lists.
 * @param prefix - Prefix of the blocks' names.
 */
export const readSnippets = (file: string, prefix: string): readonly Snippet[] => {
  const content = readFileSync(file, 'utf8')
  const text = file.endsWith('.md') ? content : selectComments(content)
  const blocks = text.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)
  return [...blocks].map(({ 1: indent = '', 2: language = '', 3: indentedCode = '', index }) => {
    const code = indentedCode.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    const textBefore = text.slice(0, index)
    const [paragraph = ''] = textBefore.trimEnd().split('\n\n').slice(-1)
    const title = /^\*\*(.+?)\*\*/.exec(paragraph)?.[1] ?? ''
    return { name: `${prefix}-${textBefore.split('\n').length}`, language, code, title }
  })
}

/**
 * Returns the text of a source file's block comments. All other lines are empty, so that line numbers stay the same.
 */
export const selectComments = (source: string): string =>
  source
    .split('\n')
    .map((line) => /^\s*\* ?(.*)$/.exec(line)?.[1] ?? '')
    .join('\n')

/** Returns the paths of the published packages' source files, without tests and stories. */
export const listSources = (): readonly string[] =>
  globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !/\.(test|test-d|stories)\.tsx?$/.test(path))
    .sort()
    .map((path) => join(root, path))

/** Returns the paths of the published packages' instructions for coding assistants. */
export const listSkills = (): readonly string[] =>
  globSync('packages/*/skills/*/SKILL.md', { cwd: root })
    .sort()
    .map((path) => join(root, path))

/** Returns the paths of the published packages' guides. */
const listGuides = (): readonly string[] =>
  globSync('packages/*/docs/*.md', { cwd: root })
    .sort()
    .map((path) => join(root, path))

/**
 * Returns the code blocks of all READMEs, of all guides, of all skills and of the comments of all sources. Each is
 * named after its file and line.
 */
export const readAllSnippets = (): readonly Snippet[] => [
  ...readSnippets(join(root, 'README.md'), 'readme'),
  ...readPublishedPackages().flatMap(({ name, folder }) => readSnippets(join(folder, 'README.md'), basename(name))),
  ...[...listGuides(), ...listSkills(), ...listSources()].flatMap((file) =>
    readSnippets(
      file,
      relative(join(root, 'packages'), file)
        .replaceAll('/', '-')
        .replace(/\.\w+$/, ''),
    ),
  ),
]
