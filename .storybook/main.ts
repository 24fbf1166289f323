import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import { msw } from 'msw/vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./*.mdx', './*.stories.tsx', '../packages/react/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (viteConfig) => ({
    ...viteConfig,
    // Serves msw's service worker script, which answers the stories' requests.
    plugins: [...(viteConfig.plugins ?? []), msw({ mode: 'worker-only' })],
    resolve: {
      ...viteConfig.resolve,
      alias: {
        ...viteConfig.resolve?.alias,
        // The integration and the local Claude API run in the browser, which has none of Node's modules.
        'node:crypto': fileURLToPath(new URL('./browser-crypto.ts', import.meta.url)),
        'node:timers/promises': fileURLToPath(new URL('./browser-timers.ts', import.meta.url)),
      },
    },
  }),
}

export default config
