import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import { msw } from 'msw/vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['./*.mdx', './*.stories.tsx', '../packages/react/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    // Serves msw's service worker script, which answers the stories' requests.
    plugins: [...(vite.plugins ?? []), msw({ mode: 'worker-only' })],
    resolve: {
      ...vite.resolve,
      alias: {
        ...vite.resolve?.alias,
        // The local Claude API runs in the browser here. It hashes nothing secret.
        'node:crypto': fileURLToPath(new URL('./browser-crypto.ts', import.meta.url)),
      },
    },
  }),
}

export default config
