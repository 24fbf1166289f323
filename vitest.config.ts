import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'
import { chromiumLaunchOptions } from './tools/test/chromium.ts'

const folders = '{packages,examples,.ci,tools}/**'
const providePostgres = './tools/test/provide-postgres.ts'

/** A hung test still ends; a slow one, on a machine that others work on too, does not fail. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 }

const chromium = (name: string): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  // West of Greenwich, where a UTC day read as local time shows up as the day before.
  provider: playwright({
    launchOptions: chromiumLaunchOptions(),
    contextOptions: { locale: 'en-US', timezoneId: 'America/Los_Angeles' },
  }),
  instances: [{ browser: 'chromium', name }],
})

// Found while tests run, a dependency makes Vite reload the page under them.
const optimizeDeps = {
  include: [
    '@tanstack/react-query',
    'react',
    'react/jsx-dev-runtime',
    'react/jsx-runtime',
    'react-dom',
    'react-dom/client',
  ],
}

/** The kind of a test is in its file name; everything without one is a unit test. */
export default defineConfig({
  test: {
    // Two cores are enough: every browser, PGlite or PostgreSQL beside a worker takes up to 500 MB.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          include: [`${folders}/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, `${folders}/*.{ssr,browser,db,e2e}.test.{ts,tsx}`],
        },
      },
      { test: { ...patience, name: 'ssr', include: [`${folders}/*.ssr.test.tsx`] } },
      {
        plugins: [react()],
        optimizeDeps,
        test: {
          ...patience,
          name: 'browser',
          include: [`${folders}/*.browser.test.{ts,tsx}`],
          browser: chromium('browser'),
        },
      },
      {
        test: {
          ...patience,
          name: 'database',
          include: [`${folders}/*.db.test.ts`],
          globalSetup: [providePostgres],
        },
      },
      ...(['light', 'dark'] as const).map((theme) => ({
        extends: true as const,
        plugins: [storybookTest({ configDir: '.storybook', initialGlobals: { theme } })],
        optimizeDeps: { include: [...optimizeDeps.include, 'msw', 'msw/browser'] },
        test: { ...patience, name: `stories-${theme}`, browser: chromium(`stories-${theme}`) },
      })),
      {
        test: {
          name: 'e2e',
          include: [`${folders}/*.e2e.test.ts`],
          globalSetup: [providePostgres],
          // Alone and last: these start whole apps.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
