import type { Options } from 'tsup'

type Plugin = NonNullable<Options['plugins']>[number]

/** Makes the built files import each other as `.js`, because esbuild does not change import paths unless it bundles. */
const rewriteImportExtensions: Plugin = {
  name: 'rewrite-import-extensions',
  renderChunk(code, { map }) {
    return {
      code: code.replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']*?)\.tsx?(["'])/g, '$1.js$2'),
      map: map ?? null,
    }
  },
}

/**
 * Builds a package file by file. Every module keeps its own `'use client'`, and a host's bundler can drop modules that
 * are not used.
 */
export const tsupConfig: Options = {
  entry: ['src/**/*.{ts,tsx}', '!src/**/*.{test,test-d,stories}.*', '!src/**/*.d.ts', '!src/test/**'],
  format: 'esm',
  target: 'es2023',
  bundle: false,
  splitting: false,
  sourcemap: true,
  clean: true,
  silent: true,
  plugins: [rewriteImportExtensions],
  esbuildOptions: (options) => {
    // The package already contains the sources. Source maps that include them would double its size.
    options.sourcesContent = false
    options.jsx = 'automatic'
  },
}

/**
 * Creates the configuration that bundles and minifies stylesheets. It is used after `tsupConfig`, so it must not delete
 * the output folder.
 * @param stylesheets - The path of each stylesheet, by the name of the built file.
 */
export const createStylesConfig = (stylesheets: Readonly<Record<string, string>>): Options => ({
  entry: { ...stylesheets },
  minify: true,
  clean: false,
  silent: true,
})
