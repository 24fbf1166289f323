import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { expect, test } from 'vitest'
import guide from '../../docs/in-process.md?raw'
import { createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const rows = [...guide.matchAll(/^\| `([A-Z]+ \/\S+)` \| `(\w+)\((.*)\)` \|$/gm)].map(
  ([, route = '', method = '', args = '']) => ({ route, method, args }),
)

test('the guide lists every route of the OpenAPI document, and no other', () => {
  const { paths } = createOpenApiDocument('/api/claude') as { paths: Readonly<Record<string, object>> }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(rows.map(({ route }) => route).sort()).toEqual(routes.sort())
})

test('the guide lists every method of claude.api once', () => {
  const { claude } = createTestHost({ clock: createVirtualClock(0) })
  expect(rows.map(({ method }) => method).sort()).toEqual(Object.keys(claude.api).sort())
})

test('the guide lists every parameter of a query', () => {
  const { paths } = createOpenApiDocument('/api/claude') as {
    paths: Readonly<Record<string, Readonly<Record<string, { parameters?: readonly { name: string; in: string }[] }>>>>
  }
  for (const { route, args } of rows) {
    if (route === 'DELETE /connection') continue
    const [method = '', path = ''] = route.split(' ')
    const parameters = paths[path]?.[method.toLowerCase()]?.parameters ?? []
    const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
    const [, listed = ''] = /\{ (.*) \}$/.exec(args) ?? []
    if (names.length > 0) expect(listed.split(', ').sort(), route).toEqual(names.sort())
  }
})
