import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSnippets } from './read-snippets.ts'
import { runOnline } from './run-online.ts'
import { root } from './workspace.ts'

/** The packages that the host installs in addition to the packed ones. */
const hostPackages = [
  'react@19',
  'react-dom@19',
  '@tanstack/react-query@5',
  '@testing-library/dom@10',
  '@testing-library/react@16',
  'msw@3',
  'vitest@5',
  'jsdom@31',
  'jest@30',
  'jest-environment-jsdom@30',
  'jest-fixed-jsdom@0.0',
  '@babel/preset-env@7',
  '@babel/preset-react@7',
  '@babel/preset-typescript@7',
]

const jestArgs = ['node_modules/jest/bin/jest.js', '--runInBand']

/** The test runners of a host, and the arguments with which Node starts them. */
export const hostTestRuns: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'Vitest', args: ['node_modules/vitest/vitest.mjs', 'run'] },
  // Leaves out the test with Mock Service Worker. It and its dependencies are ES modules, which only the next run
  // loads.
  { name: 'Jest, which transforms the packages', args: [...jestArgs, '--testPathIgnorePatterns', 'network'] },
  {
    name: 'Jest, which loads ES modules',
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      ...jestArgs,
      '--env',
      'jest-fixed-jsdom',
    ],
  },
]

/**
 * Creates a host with a page and its tests, and installs the packed packages in it. Jest gets the configuration
 * from the guide to testing.
 * @param hostFolder - Path of the host's folder, which is created.
 * @throws `UnavailableError` if the packages cannot be downloaded.
 */
export const createTestedHost = async (hostFolder: string, tarballs: readonly string[]): Promise<void> => {
  cpSync(join(root, '.ci/host-tests'), hostFolder, { recursive: true })
  const snippets = readSnippets(join(root, 'packages/react/docs/testing.md'), 'testing')
  const jestConfig = snippets.find(({ code }) => code.includes('transformIgnorePatterns'))
  if (!jestConfig) throw new Error('The guide has no configuration of Jest.')
  writeFileSync(join(hostFolder, 'jest.config.js'), jestConfig.code)
  writeFileSync(join(hostFolder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  await runOnline('npm', ['install', '--no-audit', '--no-fund', ...tarballs, ...hostPackages], hostFolder)
}
