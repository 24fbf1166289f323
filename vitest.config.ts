import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'
import type { BrowserConfigOptions } from 'vitest/node'
import { getChromiumLaunchOptions } from './tools/test/chromium-launch-options.ts'
import { SlowFirstSequencer } from './tools/test/slow-first-sequencer.ts'

const folders = '{packages,examples,docs/{search,theme-editor},.ci,tools}/**'
const providePostgres = './tools/test/provide-postgres.ts'

/** In milliseconds: long enough for a slow test on a busy machine, and short enough to end a test that hangs. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } }

const createBrowserOptions = (name: string): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  // A laptop. Tests of narrow widgets set the width of a phone.
  viewport: { width: 1024, height: 896 },
  // In a time zone west of Greenwich, a UTC day that is read as local time would be shown as the day before.
  provider: playwright({
    launchOptions: getChromiumLaunchOptions(),
    contextOptions: { locale: 'en-US', timezoneId: 'America/Los_Angeles' },
  }),
  instances: [{ browser: 'chromium', name }],
})

// Without this list, Vite would discover these dependencies during the tests and reload the page.
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

/**
 * The suffix of a test file decides its project: `*.db.test.ts` runs in `database`. Without a suffix, it is a unit
 * test.
 */
export default defineConfig({
  test: {
    // More than the two cores of CI, because some tests wait for timeouts and intervals of a database. Each worker
    // takes up to 500 MB for its browser, PGlite or PostgreSQL.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirstSequencer },
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
          browser: createBrowserOptions('browser'),
        },
      },
      {
        test: {
          ...timeouts,
          name: 'database',
          include: [`${folders}/*.db.test.ts`],
          globalSetup: [providePostgres, './packages/server/src/test/provide-pglite-dump.ts'],
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: '.storybook' })],
        optimizeDeps: { include: [...optimizeDeps.include, 'axe-core', 'msw', 'msw/browser'] },
        test: { ...timeouts, name: 'stories', browser: createBrowserOptions('stories') },
      },
      {
        test: {
          name: 'e2e',
          include: [`${folders}/*.e2e.test.ts`],
          globalSetup: [providePostgres],
          // After all other projects, because these tests start whole apps.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
