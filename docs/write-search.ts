import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { DeclarationReflection, type ProjectReflection, ReflectionKind, type Router } from 'typedoc'
import { readSections } from './search/read-sections.ts'
import type { Section } from './search/sections.ts'

const symbolKinds =
  ReflectionKind.Module |
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.Function |
  ReflectionKind.TypeAlias |
  ReflectionKind.Variable |
  ReflectionKind.Property |
  ReflectionKind.Method

const readSummary = ({ comment, signatures }: DeclarationReflection): string =>
  ((comment ?? signatures?.[0]?.comment)?.summary ?? []).map(({ text }) => text).join('')

/** Returns the symbols of the reference. Addresses are known only while the pages are written. */
export const readSymbols = (project: ProjectReflection, router: Router): readonly Section[] =>
  project
    .getReflectionsByKind(symbolKinds)
    .filter(
      (symbol): symbol is DeclarationReflection => symbol instanceof DeclarationReflection && router.hasUrl(symbol),
    )
    .map((symbol) => ({
      url: router.getFullUrl(symbol),
      page: symbol.parent?.isProject() ? symbol.name : (symbol.parent?.name ?? ''),
      heading: symbol.name,
      text: readSummary(symbol),
      weight: 0.5,
    }))

/**
 * Writes the search of all pages. It works from files: `search.js` is a script, because a page that was opened from a
 * file may not fetch another one.
 */
export const writeSearch = async (out: string, symbols: readonly Section[]): Promise<void> => {
  const sections = readSections()
  for (const { url } of sections) checkAnchor(out, url)
  const everything = JSON.stringify([...sections, ...symbols])
  writeFileSync(join(out, 'assets/search.js'), `window.searchSections = ${everything}\n`)
  await build({
    entryPoints: [join(import.meta.dirname, 'search/search-box.ts')],
    outfile: join(out, 'assets/search-box.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
  })
}

const checkAnchor = (out: string, url: string): void => {
  const [page = '', anchor] = url.split('#')
  if (anchor !== undefined && !readFileSync(join(out, page), 'utf8').includes(`id="${anchor}"`)) {
    throw new Error(`The search would lead to ${url}, but the page has no such heading.`)
  }
}
