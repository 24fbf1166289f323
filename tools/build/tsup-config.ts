import type { Options } from 'tsup'

type Plugin = NonNullable<Options['plugins']>[number]

/** esbuild keeps import paths as they are when it does not bundle: the built files import each other as `.js`. */
const rewriteImportExtensions: Plugin = {
  name: 'rewrite-import-extensions',
  renderChunk(code, { map }) {
    return {
      code: code.replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']*?)\.tsx?(["'])/g, '$1.js$2'),
      map: map ?? null,
    }
  },
}

/** Builds a package file by file, so that every module keeps its own `'use client'` and a bundler can drop what is unused. */
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
    // The sources are in the package: quoting them in every map would double its size.
    options.sourcesContent = false
    options.jsx = 'automatic'
  },
}

/** Bundles and minifies stylesheets. Runs after `tsupConfig`, so it must not clean. */
export const tsupStylesConfig = (stylesheets: Readonly<Record<string, string>>): Options => ({
  entry: { ...stylesheets },
  minify: true,
  clean: false,
  silent: true,
})
