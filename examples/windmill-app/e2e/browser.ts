import { type Browser, chromium, type Page } from 'playwright'
import { chromiumLaunchOptions } from '../../../tools/test/chromium.ts'

export interface TestBrowser {
  /** Opens a page in its own browser context, with `viewer` signed in. */
  readonly open: (url: string, viewer: string, path: string) => Promise<Page>
  readonly close: () => Promise<void>
}

export const startBrowser = async (): Promise<TestBrowser> => {
  const browser: Browser = await chromium.launch(chromiumLaunchOptions())
  return {
    async open(url, viewer, path) {
      const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/Los_Angeles' })
      context.setDefaultTimeout(20_000)
      await context.addCookies([{ name: 'demo_viewer', value: viewer, url, sameSite: 'Lax' }])
      const page = await context.newPage()
      await page.goto(`${url}${path}`)
      return page
    },
    close: () => browser.close(),
  }
}
