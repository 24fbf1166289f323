import { type Browser, chromium, type Page } from 'playwright'
import { getChromiumLaunchOptions } from '../../../tools/test/chromium-launch-options.ts'

/** A Chromium for tests of the whole app. */
export interface TestBrowser {
  /** Opens a page in its own browser context. The viewer is the employee `viewerId`. */
  readonly openPage: (url: string, viewerId: string, path: string) => Promise<Page>
  readonly close: () => Promise<void>
}

export const startTestBrowser = async (): Promise<TestBrowser> => {
  const browser: Browser = await chromium.launch(getChromiumLaunchOptions())
  return {
    async openPage(url, viewerId, path) {
      const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/Los_Angeles' })
      context.setDefaultTimeout(20_000)
      await context.addCookies([{ name: 'demo_viewer', value: viewerId, url, sameSite: 'Lax' }])
      const page = await context.newPage()
      await page.goto(`${url}${path}`)
      return page
    },
    close: () => browser.close(),
  }
}
