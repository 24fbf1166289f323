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
    // The script of the worker that answers the stories' requests, as it comes with the package.
    plugins: [...(vite.plugins ?? []), msw({ mode: 'worker-only' })],
    resolve: {
      ...vite.resolve,
      alias: {
        ...vite.resolve?.alias,
        // The local stand-in for Claude's API runs in the browser here, and hashes nothing that must stay secret.
        'node:crypto': fileURLToPath(new URL('./browser-crypto.ts', import.meta.url)),
      },
    },
  }),
}

export default config
