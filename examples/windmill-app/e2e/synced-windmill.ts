import { startTestBrowser, type TestBrowser } from './test-browser.ts'
import { connectClaude, startWindmill, type Windmill, waitForFullSync } from './windmill.ts'

/** A running Windmill that has read the whole year, and a browser. */
export interface SyncedWindmill {
  readonly windmill: Windmill
  readonly browser: TestBrowser
  readonly stop: () => Promise<void>
}

/** Starts Windmill and a browser, connects Claude and waits until the whole year has been read. */
export const startSyncedWindmill = async (postgresUrl: string): Promise<SyncedWindmill> => {
  const [windmill, browser] = await Promise.all([startWindmill(postgresUrl), startTestBrowser()])
  const stop = async () => {
    await browser.close()
    await windmill.stop()
  }
  const { url, api } = windmill
  const { admin } = api.organization.personas
  try {
    await connectClaude(url, admin, api.keys.analytics)
    await waitForFullSync(url, admin)
  } catch (error) {
    await stop()
    throw error
  }
  return { windmill, browser, stop }
}
