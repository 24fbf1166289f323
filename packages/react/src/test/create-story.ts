import type { StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import type { Handler } from './enforce-contract.ts'
import { connections, engineerBefore, forEmployees, type StatsFixture } from './fixtures.ts'
import { createStub, type StubOptions } from './stub-server.ts'

/** What someone does in a story, and what must come of it. */
export type Play = (context: Pick<Parameters<NonNullable<StoryObj['play']>>[0], 'canvas' | 'loaded'>) => Promise<void>

/** What answers a story's requests. */
interface Server {
  readonly handler: Handler
}

interface Served {
  readonly parameters: {
    /** Called each time the story is shown; `loaded.server` is what it gave. */
    readonly server: () => Server | Promise<Server>
  }
  readonly play?: Play
}

/** A story over a server of its own, and what must be true of it. */
export const createStubStory = (options: StubOptions, play?: Play): Served => ({
  parameters: { server: () => createStub(options) },
  ...(play && { play }),
})

/** A story of an engineer whose habits have changed, for the manager who prepares to talk with them. */
export const createConversationStory = (stats: StatsFixture, play: Play, more: StubOptions = {}): Served =>
  createStubStory(
    { connection: forEmployees(connections.connected), stats: { habitsBefore: engineerBefore, ...stats }, ...more },
    play,
  )

/** It comes to say something. */
export const expectText =
  (text: string | RegExp): Play =>
  async ({ canvas }) => {
    await expect(await canvas.findByText(text)).toBeInTheDocument()
  }

/** A route that failed is asked again when someone wants that, and then it comes to say something. */
export const expectRetry =
  (route: string, text: string | RegExp): Play =>
  async ({ canvas, loaded }) => {
    const retry = await canvas.findByRole('button', { name: 'Try again' })
    loaded.server.fail(route, null)
    await userEvent.click(retry)
    await expect(await canvas.findByText(text)).toBeVisible()
  }
