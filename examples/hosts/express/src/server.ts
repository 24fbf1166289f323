import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { createClaude } from './create-claude.ts'
import { findPerson, findViewer } from './people.ts'

const claude = createClaude()
const pages = fileURLToPath(new URL('../dist', import.meta.url))

const app = express()
app.all(/^\/api\/claude\//, getRequestListener(claude.handler))
app.get('/api/profile/:id', ({ headers, params }, response) => {
  const viewer = findViewer(headers.cookie)
  const employee = findPerson(params.id)
  if (!(viewer && employee)) return void response.sendStatus(404)
  const { id, isAdmin } = viewer
  response.json({ viewer: { id, isAdmin }, employee: { id: employee.id, name: employee.name } })
})
app.use(express.static(pages))
app.get('/people/:id', (_, response) => response.sendFile('index.html', { root: pages }))

const server = app.listen(Number(process.env.PORT ?? 3000))
claude.start().catch(console.error)

const stop = async (): Promise<void> => {
  server.close()
  server.closeIdleConnections()
  await claude.stop()
  process.exit()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
