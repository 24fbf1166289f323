import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../.ci/workspace.ts'
import { findGroup, listPages, pageGroups, readPage } from './pages.ts'

/** Writes `llms.txt`, with links to copies of the pages as Markdown. */
export const writeLlmsText = (out: string): void => {
  const pages = listPages().map(readPage)
  const sections = pageGroups.map((group) => {
    const lines = pages
      .filter(({ path }) => findGroup(path) === group)
      .map(({ path, title, summary }) => `- [${title}](markdown/${path}): ${summary}`)
    return `## ${group.name}\n\n${lines.join('\n')}\n`
  })
  const start = readPage('README.md')
  writeFileSync(join(out, 'llms.txt'), `# ${start.title}\n\n> ${start.summary}\n\n${sections.join('\n')}`)
  for (const { path } of [...pages, start]) {
    mkdirSync(join(out, 'markdown', dirname(path)), { recursive: true })
    cpSync(join(root, path), join(out, 'markdown', path))
  }
}
