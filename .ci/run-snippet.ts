import { transformSync } from 'esbuild'
import type { Snippet } from './read-snippets.ts'

/**
 * Runs a code block and returns its exports.
 * @param modules - The modules that the code may import, by name.
 * @param variables - The host's variables that the code uses.
 */
export const runSnippet = (
  { code, language }: Snippet,
  modules: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => {
  const loader = language === 'tsx' ? 'tsx' : 'ts'
  const { code: commonJs } = transformSync(code, { loader, format: 'cjs', jsx: 'automatic' })
  const module = { exports: {} }
  new Function('require', 'module', ...Object.keys(variables), commonJs)(
    (name: string) => modules[name],
    module,
    ...Object.values(variables),
  )
  return module.exports
}
