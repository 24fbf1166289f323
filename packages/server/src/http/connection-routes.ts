import { keyRequestSchema } from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseBody, readQuery } from './parse-request.ts'

export const addConnectionRoutes: AddRoutes = (app, api) => {
  app.get('/viewer', async (c) => c.json(await api.viewer(c.var.viewer)))
  app.get('/connection', async (c) => c.json(await api.connection(c.var.viewer)))
  app.post('/connection/preview', async (c) =>
    c.json(await api.preview(c.var.viewer, () => readKey(c.req.raw), { signal: c.req.raw.signal })),
  )
  app.put('/connection', async (c) =>
    c.json(await api.connect(c.var.viewer, () => readKey(c.req.raw), { signal: c.req.raw.signal })),
  )
  app.delete('/connection', async (c) => c.json(await api.disconnect(c.var.viewer, readQuery(c.req.url).data)))
  app.post('/sync', async (c) => c.json(await api.sync(c.var.viewer), 202))
}

const readKey = async (request: Request): Promise<string> => (await parseBody(request, keyRequestSchema)).apiKey
