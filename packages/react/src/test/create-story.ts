import type { StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { createStubServer, type StubServerOptions } from './create-stub-server.ts'
import type { Handler } from './enforce-contract.ts'
import { connections, engineerBefore, omitAdminFields, type StatsFixtureOptions } from './fixtures.ts'

/** A story's play function: the interaction and its assertions. */
export type Play = (context: Pick<Parameters<NonNullable<StoryObj['play']>>[0], 'canvas' | 'loaded'>) => Promise<void>

/** Answers a story's requests. */
interface Server {
  readonly handler: Handler
}

/** The properties of a story that connect it to its own server. */
interface StubStory {
  readonly parameters: {
    /** Creates the server each time the story is shown. The play function reads it as `loaded.server`. */
    readonly server: () => Server | Promise<Server>
  }
  readonly play?: Play
}

/** Creates a story with its own stub server. */
export const createStubStory = (options: StubServerOptions, play?: Play): StubStory => ({
  parameters: { server: () => createStubServer(options) },
  ...(play && { play }),
})

/** Creates a story for a manager who prepares a conversation with an engineer. The engineer's usage has changed. */
export const createConversationStory = (
  stats: StatsFixtureOptions,
  play: Play,
  options: StubServerOptions = {},
): StubStory =>
  createStubStory(
    {
      connection: omitAdminFields(connections.connected),
      stats: { habitsBefore: engineerBefore, ...stats },
      ...options,
    },
    play,
  )

/** Creates a play function that waits until the text is in the page. */
export const createTextPlay =
  (text: string | RegExp): Play =>
  async ({ canvas }) => {
    await expect(await canvas.findByText(text)).toBeInTheDocument()
  }

/** Creates a play function that repairs a route, clicks "Try again" and waits until the text is visible. */
export const createRetryPlay =
  (route: string, text: string | RegExp): Play =>
  async ({ canvas, loaded }) => {
    const retry = await canvas.findByRole('button', { name: 'Try again' })
    loaded.server.setFault(route, null)
    await userEvent.click(retry)
    await expect(await canvas.findByText(text)).toBeVisible()
  }
