import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildExampleHost, type ExampleHost } from './example-hosts.ts'
import { readSnippets } from './read-snippets.ts'
import { runOnline } from './run-online.ts'
import { root } from './workspace.ts'

const snippets = ['README.md', 'packages/server/docs/mounting.md'].flatMap((path) =>
  readSnippets(join(root, path), path),
)

/** Returns the only code block of the README and of the guide to mounting that contains `text`. */
const findCode = (text: string): string => {
  const codes = snippets.map(({ code }) => code).filter((code) => code.includes(text))
  if (codes[0] === undefined || codes.length > 1) throw new Error(`${codes.length} code blocks have "${text}".`)
  return codes[0]
}

const integration = 'export const claude = createClaudeIntegration({'
const nextIntegration = 'export const claude = createNextIntegration('

/**
 * Completes the README's `claude.ts` with the host's own functions. Lets the integration read from the stand-in for
 * Claude's API.
 */
const completeIntegration = (code: string): string => {
  const standIn = 'baseUrl: process.env.CLAUDE_API_URL, requestsPerMinute: Number(process.env.CLAUDE_API_RPM)'
  return `import { yourDirectory, yourSession } from './yours.ts'
${code.replace('logger: console,', `logger: console, claudeApi: { ${standIn} },`)}`
}

/** The files of each host that contain code of the README: the content of each file, by its path in the host. */
const readmeFiles: Readonly<Record<ExampleHost['folder'], Readonly<Record<string, string>>>> = {
  next: {
    'src/claude.ts': completeIntegration(findCode(nextIntegration)),
    'src/app/api/claude/[...path]/route.ts': findCode('claude.route'),
    'src/profile.tsx': findCode('export const Profile ='),
  },
  express: {
    'src/claude.ts': completeIntegration(findCode(integration)),
    'src/server.ts': `import express from 'express'
import { addPages } from './add-pages.ts'
const app = express()
${findCode("import { claude } from './claude.ts'")}
addPages(app)
app.listen(Number(process.env.PORT))
`,
    'src/profile.tsx': findCode('export const Profile ='),
  },
}

/** Returns the packages that the README tells a host to install. */
const readInstalledPackages = (): readonly string[] =>
  [...findCode('npm install @windmill/claude-server').matchAll(/^npm install ([^#\n]+)/gm)].flatMap(([, names = '']) =>
    names.trim().split(/\s+/),
  )

/**
 * Creates a host that embeds the widgets with the packages and the code of the README, and for Next.js of the guide to
 * mounting. Builds its pages. Its own pages, people and session are those of `examples/hosts`.
 * @param hostFolder - Path of the host's folder, which is created.
 * @throws `UnavailableError` if the packages cannot be downloaded.
 */
export const createReadmeHost = async (
  host: ExampleHost,
  hostFolder: string,
  tarballs: readonly string[],
): Promise<void> => {
  cpSync(join(root, 'examples/hosts', host.folder), hostFolder, { recursive: true })
  cpSync(join(root, 'examples/hosts/shared/src/people.ts'), join(hostFolder, 'src/people.ts'))
  for (const folder of ['shared', host.folder]) {
    cpSync(join(root, '.ci/readme', folder), hostFolder, { recursive: true })
  }
  for (const [path, code] of Object.entries(readmeFiles[host.folder])) {
    mkdirSync(dirname(join(hostFolder, path)), { recursive: true })
    writeFileSync(join(hostFolder, path), code)
  }

  const packages = readInstalledPackages()
  const manifestPath = join(hostFolder, 'package.json')
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { dependencies: Record<string, string> }
  for (const name of packages) delete manifest.dependencies[name]
  writeFileSync(manifestPath, JSON.stringify(manifest))
  const published = packages.filter((name) => !name.startsWith('@windmill/'))
  await runOnline('npm', ['install', '--no-audit', '--no-fund', ...tarballs, ...published], hostFolder)
  await buildExampleHost(host, hostFolder)
}
