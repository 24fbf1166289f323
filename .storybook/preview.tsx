import type { Preview } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { configure } from 'storybook/test'
import { ClaudeProvider } from '../packages/react/src/provider.tsx'
import type { Appearance } from '../packages/react/src/resolve-settings.ts'
import '../packages/react/src/styles/index.css'
import '../packages/react/src/styles/high-contrast.css'
import { createStubStory } from '../packages/react/src/test/create-story.ts'
import { now } from '../packages/react/src/test/fixtures.ts'
import { de } from '../packages/react/src/texts/de/index.ts'
import type { TextOverrides } from '../packages/react/src/texts/en/index.ts'
import { checkDarkColors } from './check-dark-colors.ts'
import { serveStory } from './serve-story.ts'

// Responses are immediate, but a busy machine can load a chunk slowly.
configure({ asyncUtilTimeout: 15_000 })

// Shifts the clock, so that it starts at the time of the fixtures.
const realNow = Date.now
const offsetMs = now - realNow()
Date.now = () => realNow() + offsetMs

/** The texts of the toolbar's locales, by locale. English locales use the default texts. */
const textsByLocale: Readonly<Record<string, TextOverrides>> = { de }

interface AppProps {
  readonly viewerId: string
  readonly baseUrl: string
  readonly locale: string
  readonly appearance: Appearance
  readonly children: ReactNode
}

/** Wraps a story's widgets as a host does. Unlike in a host, failed requests are retried without a delay. */
const App = ({ locale, children, ...props }: AppProps) => {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } }))
  const texts = textsByLocale[locale]
  return (
    <ClaudeProvider {...props} queryClient={queryClient} locale={locale} {...(texts && { texts })}>
      {children}
    </ClaudeProvider>
  )
}

const createToolbar = (title: string, icon: 'mirror' | 'transfer' | 'ruler' | 'globe', items: readonly string[]) => ({
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
})

const preview: Preview = {
  globalTypes: {
    theme: createToolbar('Theme', 'mirror', ['light', 'dark', 'light-high-contrast', 'dark-high-contrast']),
    direction: createToolbar('Direction', 'transfer', ['ltr', 'rtl']),
    locale: createToolbar('Locale', 'globe', ['en-GB', 'en-US', 'de']),
    width: createToolbar('Width', 'ruler', ['320px', '480px', '768px', '1024px', '100%']),
  },
  initialGlobals: { theme: 'light', direction: 'ltr', locale: 'en-GB', width: '768px' },
  loaders: [
    async ({ id, parameters }) => {
      const server = await parameters.server()
      return { server, baseUrl: await serveStory(id, server.handler) }
    },
  ],
  decorators: [
    (Story, { globals: { theme, direction, locale, width }, loaded, parameters, viewMode }) => (
      <div
        data-page
        dir={direction}
        style={{
          minHeight: viewMode === 'story' ? '100vh' : 0,
          background: 'Canvas',
          color: 'CanvasText',
          colorScheme: theme.split('-')[0],
        }}
      >
        <div style={{ width, maxWidth: '100%', margin: '0 auto', padding: '1rem', boxSizing: 'border-box' }}>
          <App
            viewerId={parameters.viewerId ?? 'e-17'}
            baseUrl={loaded.baseUrl}
            locale={locale}
            appearance={theme.endsWith('-high-contrast') ? theme : 'auto'}
          >
            <Story />
          </App>
        </div>
      </div>
    ),
  ],
  // Only tests check the dark theme. In Storybook, it can be chosen in the toolbar.
  afterEach: async ({ canvasElement }) => {
    if (import.meta.env.VITEST_STORYBOOK) await checkDarkColors(canvasElement)
  },
  tags: ['autodocs'],
  parameters: {
    ...createStubStory({}).parameters,
    layout: 'fullscreen',
    backgrounds: { disable: true },
    // An accessibility violation fails the story's test.
    a11y: { test: 'error' },
  },
}

export default preview
