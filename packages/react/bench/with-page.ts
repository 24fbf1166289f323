import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright'
import { chromiumLaunchOptions } from '../../../tools/test/chromium.ts'

/** Opens a page in Chromium with a script, bundled as for production, and its stylesheet, and runs a task on it. */
export const withPage = async <T>(script: string, task: (page: Page) => Promise<T>): Promise<T> => {
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
  const browser = await chromium.launch(chromiumLaunchOptions())
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
