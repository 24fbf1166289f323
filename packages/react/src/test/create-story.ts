import type { StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import type { Handler } from './enforce-contract.ts'
import { connections, engineerBefore, forEmployees, type StatsFixture } from './fixtures.ts'
import { createStub, type StubOptions } from './stub-server.ts'

/** A story's play function: the interaction and its assertions. */
export type Play = (context: Pick<Parameters<NonNullable<StoryObj['play']>>[0], 'canvas' | 'loaded'>) => Promise<void>

/** Answers a story's requests. */
interface Server {
  readonly handler: Handler
}

/** The parts of a story that connect it to its own server. */
interface StubStory {
  readonly parameters: {
    /** Called each time the story is shown. The story reads the result as `loaded.server`. */
    readonly server: () => Server | Promise<Server>
  }
  readonly play?: Play
}

/** A story with its own stub server. */
export const createStubStory = (options: StubOptions, play?: Play): StubStory => ({
  parameters: { server: () => createStub(options) },
  ...(play && { play }),
})

/** A story for a manager who prepares a conversation with an engineer. The engineer's usage has changed. */
export const createConversationStory = (stats: StatsFixture, play: Play, options: StubOptions = {}): StubStory =>
  createStubStory(
    { connection: forEmployees(connections.connected), stats: { habitsBefore: engineerBefore, ...stats }, ...options },
    play,
  )

/** A play function that waits for this text. */
export const expectText =
  (text: string | RegExp): Play =>
  async ({ canvas }) => {
    await expect(await canvas.findByText(text)).toBeInTheDocument()
  }

/** A play function that repairs a failing route, clicks "Try again" and waits for this text. */
export const expectRetry =
  (route: string, text: string | RegExp): Play =>
  async ({ canvas, loaded }) => {
    const retry = await canvas.findByRole('button', { name: 'Try again' })
    loaded.server.fail(route, null)
    await userEvent.click(retry)
    await expect(await canvas.findByText(text)).toBeVisible()
  }
