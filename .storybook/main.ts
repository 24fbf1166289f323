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
        // The local Claude API runs in the browser, where `node:crypto` does not exist. It hashes no secrets.
        'node:crypto': fileURLToPath(new URL('./browser-crypto.ts', import.meta.url)),
      },
    },
  }),
}

export default config
