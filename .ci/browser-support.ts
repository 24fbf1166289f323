import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CompatData, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data/types'
import { type Token, tokenizer, tokTypes } from 'acorn'
import { build } from 'esbuild'
import { root } from './workspace.ts'

const require = createRequire(import.meta.url)
const data = JSON.parse(readFileSync(require.resolve('@mdn/browser-compat-data'), 'utf8')) as CompatData

/** The oldest engines that the widgets support. The README of the React package lists the same. */
export type Engines = Readonly<Record<string, number>>

/** A feature of the language or of browsers that the package uses and an engine lacks. */
export interface MissingFeature {
  readonly name: string
  /** The engines that lack it, with the version that has it, or `never`. */
  readonly engines: readonly string[]
}

/** Returns the version of an engine that has a feature without a prefix or a flag. Null if none has it. */
const findVersion = (feature: Identifier, engine: string): number | null => {
  const statement = feature.__compat?.support[engine as keyof NonNullable<Identifier['__compat']>['support']]
  const statements: readonly SimpleSupportStatement[] = [statement ?? []].flat() as never
  const versions = statements.flatMap(
    ({ version_added: version, flags, prefix, alternative_name: other, version_removed }) =>
      typeof version === 'string' && !flags && !prefix && !other && !version_removed
        ? Number.parseFloat(version.replace('≤', ''))
        : [],
  )
  return versions.length > 0 ? Math.min(...versions.filter((version) => !Number.isNaN(version))) : null
}

/** Returns the engines that lack each of the features. One of several features of the same name is enough. */
const findLackingEngines = (features: readonly Identifier[], engines: Engines): string[] =>
  Object.entries(engines).flatMap(([engine, oldest]) => {
    const versions = features.map((feature) => findVersion(feature, engine) ?? Number.POSITIVE_INFINITY)
    const first = Math.min(...versions)
    return first > oldest ? [`${engine} ${Number.isFinite(first) ? first : 'never'}`] : []
  })

const listChildren = (parent: Identifier | undefined): [string, Identifier][] =>
  Object.entries(parent ?? {}).filter(([name]) => name !== '__compat') as [string, Identifier][]

/** The features of the language and of the Web API, by the name with which code uses them. */
const featuresByName = new Map<string, Identifier[]>()
const addFeature = (name: string, feature: Identifier): void => {
  if (!feature.__compat) return
  featuresByName.set(name, [...(featuresByName.get(name) ?? []), feature])
}
const groups = [...listChildren(data.javascript.builtins), ...listChildren(data.api as never)]
for (const [name, group] of groups) {
  addFeature(name, group)
  for (const [member, feature] of listChildren(group)) {
    addFeature(member.replace(/_static$/, ''), feature)
    // `Intl.ListFormat` is a member that has members.
    for (const [inner, innerFeature] of listChildren(feature)) addFeature(inner.replace(/_static$/, ''), innerFeature)
  }
}

/** The functions that code calls without an object, such as `structuredClone`. */
const globalNames: ReadonlySet<string> = new Set(
  [data.javascript.builtins, data.api, data.api.Window].flatMap((group) =>
    listChildren(group as Identifier).map(([name]) => name),
  ),
)

/** Bundles a source file of a package, without the packages of the host. */
export const bundleEntry = async (file: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    write: false,
    external: ['react', 'react-dom', '@tanstack/react-query'],
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

/**
 * Returns the names of the methods that code calls and of the classes that it creates, without those that the code
 * defines itself.
 */
const listUsedNames = (code: string): readonly string[] => {
  const tokens = [...tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' })] as (Token & { value: string })[]
  const used = new Set<string>()
  const defined = new Set<string>()
  for (const [index, { type, value }] of tokens.entries()) {
    if (type !== tokTypes.name) continue
    const [before, after] = [tokens[index - 1]?.type, tokens[index + 1]?.type]
    const isMember = before === tokTypes.dot || before === tokTypes.questionDot
    const isCalled = after === tokTypes.parenL && (isMember || globalNames.has(value))
    if (before === tokTypes._new || isCalled) used.add(value)
    const isKey = after === tokTypes.colon || (!isMember && after === tokTypes.eq)
    if (isKey || before === tokTypes._function || before === tokTypes._class) defined.add(value)
  }
  return [...used].filter((name) => !defined.has(name))
}

/**
 * Finds what the code of an entry uses and an engine lacks. A name that several objects have, such as `values`, is found
 * only if every one of them lacks it.
 */
export const findMissingFeatures = (code: string, engines: Engines): readonly MissingFeature[] =>
  listUsedNames(code).flatMap((name) => {
    const lacking = findLackingEngines(featuresByName.get(name) ?? [], engines)
    return featuresByName.has(name) && lacking.length > 0 ? { name, engines: lacking } : []
  })

/** Finds the properties, rules, selectors and functions of a stylesheet that an engine lacks. */
export const findMissingStyles = (css: string, engines: Engines): readonly MissingFeature[] => {
  const { properties, 'at-rules': rules, selectors, types } = data.css as Readonly<Record<string, Identifier>>
  const functions = new Map(
    listChildren(types).flatMap(([name, type]) => [[name, type], ...listChildren(type)] as [string, Identifier][]),
  )
  const findAll = (pattern: RegExp, find: (name: string) => Identifier | undefined) =>
    [...css.matchAll(pattern)].map(([text, name = '']) => [text.replace(/^[{;\s]+/, ''), find(name)] as const)
  const used = new Map([
    ...findAll(/[{;]\s*([a-z][a-z-]*)(?=\s*:)/g, (name) => properties?.[name]),
    ...findAll(/@([a-z-]+)/g, (name) => rules?.[name]),
    ...findAll(/::?([a-z-]+)/g, (name) => selectors?.[name]),
    ...findAll(/([a-z][a-z-]*)\(/g, (name) => functions.get(name)),
  ])
  return [...used].flatMap(([name, feature]) => {
    const lacking = feature?.__compat ? findLackingEngines([feature], engines) : []
    return lacking.length > 0 ? { name, engines: lacking } : []
  })
}
