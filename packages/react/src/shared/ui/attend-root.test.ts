import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** Bundles the module as a bundler of a host does. */
const bundle = async (mode: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('attend-root.chunk.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    minifySyntax: true,
    write: false,
    external: ['react', '@tanstack/react-query'],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

test('only a development build has the checks of how a widget is embedded', async () => {
  expect(await bundle('development')).toContain('stylesheet_missing')
  expect(await bundle('production')).not.toContain('stylesheet_missing')
  expect(await bundle('test')).not.toContain('stylesheet_missing')
})
