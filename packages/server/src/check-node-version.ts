import { ConfigurationError } from './configuration-error.ts'

/** The oldest Node.js version that works, as in `engines` of the package. */
export const minNodeVersion = '22.13.0'

/**
 * Refuses a Node.js version that lacks what the integration needs. Otherwise, the integration would fail later with an
 * error such as `Promise.withResolvers is not a function`. Bun and Deno also report a version of Node.js, but they do
 * not run on it.
 * @throws `ConfigurationError` `node_outdated`.
 */
export const checkNodeVersion = (versions: Readonly<Record<string, string | undefined>> | undefined): void => {
  const { node, bun, deno } = versions ?? {}
  if (node === undefined || bun !== undefined || deno !== undefined || isAtLeast(node, minNodeVersion)) return
  throw new ConfigurationError(
    'node_outdated',
    `This process runs on Node.js ${node}, and the integration needs ${minNodeVersion} or newer. Nothing was started. ` +
      'Start the server with a newer Node.js.',
  )
}

const isAtLeast = (version: string, minimum: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [minMajor = 0, minMinor = 0] = minimum.split('.').map(Number)
  return major > minMajor || (major === minMajor && minor >= minMinor)
}
