import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright'
import { getChromiumLaunchOptions } from '../../../tools/test/chromium-launch-options.ts'

/**
 * Opens a page in Chromium and runs a task on it.
 *
 * @param script The page's script, relative to this folder. It is bundled for production, with the stylesheets it
 *   imports.
 */
export const runOnPage = async <T>(script: string, task: (page: Page) => Promise<T>): Promise<T> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(script, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'page',
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const findOutput = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? ''
  const browser = await chromium.launch(getChromiumLaunchOptions())
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.setContent('<!doctype html><meta charset="utf-8"><div id="root"></div>')
    await page.addStyleTag({ content: findOutput('.css') })
    await page.addScriptTag({ content: findOutput('.js') })
    return await task(page)
  } finally {
    await browser.close()
  }
}
