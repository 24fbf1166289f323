import { resolve } from 'node:path'
import { chromium } from 'playwright'
import { getChromiumLaunchOptions } from './test/chromium-launch-options.ts'

/** The URL of a running demo. It must have read the whole history. */
const url = process.argv[2] ?? 'http://localhost:4400'
const folder = resolve(import.meta.dirname, '../examples/windmill-app/docs')

/** The pictures of the READMEs. Each has a viewer, a page, and a height in pixels. */
const pictures = [
  { name: 'profile', viewer: 'e-31', path: '/people/e-31', height: 820 },
  { name: 'one-on-one', viewer: 'e-3', path: '/people/e-31/one-on-one', height: 780 },
  { name: 'adoption', viewer: 'e-8', path: '/adoption', height: 800 },
]

const browser = await chromium.launch(getChromiumLaunchOptions())
for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, viewer, path, height } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1200, height }, colorScheme, locale: 'en-GB' })
    await page.context().addCookies([{ name: 'demo_viewer', value: viewer, url }])
    await page.goto(url + path)
    await page
      .locator('.claude-root[data-state]:not([aria-busy=true]) .claude-Figures, .claude-root li')
      .first()
      .waitFor()
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' })
    await page.close()
  }
}
await browser.close()
