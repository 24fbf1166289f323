import { getConnectionErrorMessage, StorageError } from '../errors.ts'

/**
 * Imports PGlite at run time, and outside of webpack's bundles: PGlite finds its WebAssembly files next to its own
 * module, and fails in a bundle of webpack (`ERR_INVALID_ARG_TYPE`). Turbopack obeys `webpackIgnore`, too, but handles
 * PGlite well, and copies it to a standalone build only if it sees the import.
 * @throws `StorageError` (`pglite_missing`)
 */
export const importPglite = async (): Promise<typeof import('@electric-sql/pglite')> => {
  try {
    return await import(/* webpackIgnore: true */ /* turbopackIgnore: false */ '@electric-sql/pglite')
  } catch (error) {
    throw new StorageError(
      'pglite_missing',
      `The package @electric-sql/pglite could not be loaded: ${getConnectionErrorMessage(error)}. ` +
        'Nothing can be read or stored without the embedded database. ' +
        'Install it in the app with `npm install @electric-sql/pglite`, and ship it with the build. ' +
        "Next.js with webpack and `output: 'standalone'` ships it only with " +
        "`outputFileTracingIncludes: { '/**': ['./node_modules/@electric-sql/pglite/**'] }`.",
    )
  }
}
