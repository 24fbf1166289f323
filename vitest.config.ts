import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'
import { chromiumLaunchOptions } from './tools/test/chromium.ts'

const folders = '{packages,examples,.ci,tools}/**'
const providePostgres = './tools/test/provide-postgres.ts'

/** Long enough for a slow test on a busy machine, and still ends a test that hangs. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 }

const browserOptions = (name: string): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  // West of Greenwich, where a UTC day that is read as local time shows as the day before.
  provider: playwright({
    launchOptions: chromiumLaunchOptions(),
    contextOptions: { locale: 'en-US', timezoneId: 'America/Los_Angeles' },
  }),
  instances: [{ browser: 'chromium', name }],
})

// Otherwise Vite discovers these while tests run, and reloads the page.
const optimizeDeps = {
  include: [
    '@tanstack/react-query',
    '@testing-library/react',
    'react',
    'react/jsx-dev-runtime',
    'react/jsx-runtime',
    'react-dom',
    'react-dom/client',
  ],
}

/** The suffix of a test file decides its project: `*.db.test.ts` runs in `database`. Without a suffix, it is a unit test. */
export default defineConfig({
  test: {
    // Each worker's browser, PGlite or PostgreSQL takes up to 500 MB.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...timeouts,
          name: 'unit',
          include: [`${folders}/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, `${folders}/*.{ssr,browser,db,e2e}.test.{ts,tsx}`],
        },
      },
      { test: { ...timeouts, name: 'ssr', include: [`${folders}/*.ssr.test.tsx`] } },
      {
        plugins: [react()],
        optimizeDeps,
        test: {
          ...timeouts,
          name: 'browser',
          include: [`${folders}/*.browser.test.{ts,tsx}`],
          browser: browserOptions('browser'),
        },
      },
      {
        test: {
          ...timeouts,
          name: 'database',
          include: [`${folders}/*.db.test.ts`],
          globalSetup: [providePostgres],
        },
      },
      ...(['light', 'dark'] as const).map((theme) => ({
        extends: true as const,
        plugins: [storybookTest({ configDir: '.storybook', initialGlobals: { theme } })],
        optimizeDeps: { include: [...optimizeDeps.include, 'msw', 'msw/browser'] },
        test: { ...timeouts, name: `stories-${theme}`, browser: browserOptions(`stories-${theme}`) },
      })),
      {
        test: {
          name: 'e2e',
          include: [`${folders}/*.e2e.test.ts`],
          globalSetup: [providePostgres],
          // One at a time, after all others: these tests start whole apps.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
