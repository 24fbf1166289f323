import { startBrowser, type TestBrowser } from './browser.ts'
import { connect, everythingRead, startWindmill, type Windmill } from './windmill.ts'

/** Windmill with the whole year read, and a browser to look at it. */
export interface Year {
  readonly windmill: Windmill
  readonly browser: TestBrowser
  readonly stop: () => Promise<void>
}

export const startYear = async (postgresUrl: string): Promise<Year> => {
  const [windmill, browser] = await Promise.all([startWindmill(postgresUrl), startBrowser()])
  const stop = async () => {
    await browser.close()
    await windmill.stop()
  }
  const { url, api } = windmill
  const { admin } = api.organization.personas
  try {
    await connect(url, admin, api.keys.analytics)
    await everythingRead(url, admin)
  } catch (error) {
    await stop()
    throw error
  }
  return { windmill, browser, stop }
}
