import type { Preview } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { configure } from 'storybook/test'
import { type Appearance, ClaudeProvider } from '../packages/react/src/provider.tsx'
import '../packages/react/src/styles/index.css'
import '../packages/react/src/styles/high-contrast.css'
import { now } from '../packages/react/src/test/fixtures.ts'
import { served } from '../packages/react/src/test/served.ts'
import { de } from '../packages/react/src/texts/de.ts'
import type { TextOverrides } from '../packages/react/src/texts/en.ts'
import { serve } from './network.ts'

// What is waited for comes at once, but a chunk may load slowly on a machine that others work on too.
configure({ asyncUtilTimeout: 15_000 })

// Whenever a story is opened, it is the fixtures' day.
const realNow = Date.now
const ahead = now - realNow()
Date.now = () => realNow() + ahead

/** The texts of the languages that the toolbar offers beside English, by locale. */
const languages: Readonly<Record<string, TextOverrides>> = { de }

interface AppProps {
  readonly baseUrl: string
  readonly locale: string
  readonly appearance: Appearance
  readonly children: ReactNode
}

/** What a host puts around the widgets once. Here, what failed is tried again without a pause. */
const App = ({ locale, children, ...props }: AppProps) => {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } }))
  const texts = languages[locale]
  return (
    <ClaudeProvider {...props} queryClient={queryClient} locale={locale} {...(texts && { texts })}>
      {children}
    </ClaudeProvider>
  )
}

const toolbar = (title: string, icon: 'mirror' | 'transfer' | 'ruler' | 'globe', items: readonly string[]) => ({
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
})

const preview: Preview = {
  globalTypes: {
    theme: toolbar('Theme', 'mirror', ['light', 'dark', 'light-high-contrast', 'dark-high-contrast']),
    direction: toolbar('Direction', 'transfer', ['ltr', 'rtl']),
    locale: toolbar('Locale', 'globe', ['en-GB', 'en-US', 'de']),
    width: toolbar('Width', 'ruler', ['320px', '480px', '768px', '1024px', '100%']),
  },
  initialGlobals: { theme: 'light', direction: 'ltr', locale: 'en-GB', width: '768px' },
  loaders: [
    async ({ id, parameters }) => {
      const server = await parameters.server()
      return { server, baseUrl: await serve(id, server.handler) }
    },
  ],
  decorators: [
    (Story, { globals: { theme, direction, locale, width }, loaded, viewMode }) => (
      <div
        dir={direction}
        style={{
          minHeight: viewMode === 'story' ? '100vh' : 0,
          background: 'Canvas',
          color: 'CanvasText',
          colorScheme: theme.split('-')[0],
        }}
      >
        <div style={{ width, maxWidth: '100%', margin: '0 auto', padding: '1rem', boxSizing: 'border-box' }}>
          <App baseUrl={loaded.baseUrl} locale={locale} appearance={theme.endsWith('-high-contrast') ? theme : 'auto'}>
            <Story />
          </App>
        </div>
      </div>
    ),
  ],
  tags: ['autodocs'],
  parameters: {
    ...served({}).parameters,
    layout: 'fullscreen',
    backgrounds: { disable: true },
    // What axe finds fails the story's test.
    a11y: { test: 'error' },
  },
}

export default preview
