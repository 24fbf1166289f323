import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import '../packages/react/src/styles/index.css'
import '../packages/react/src/styles/high-contrast.css'
import { StoryAppearance, StoryLocale } from '../packages/react/src/test/story-provider.tsx'

// What is waited for comes at once, but a chunk may load slowly on a machine that others work on too.
configure({ asyncUtilTimeout: 15_000 })

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
  decorators: [
    (Story, { globals: { theme, direction, locale, width }, viewMode }) => (
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
          <StoryAppearance value={theme.endsWith('-high-contrast') ? theme : 'auto'}>
            <StoryLocale value={locale}>
              <Story />
            </StoryLocale>
          </StoryAppearance>
        </div>
      </div>
    ),
  ],
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    backgrounds: { disable: true },
    // What axe finds fails the story's test.
    a11y: { test: 'error' },
  },
}

export default preview
