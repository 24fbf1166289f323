import type { AddRoutes } from './add-routes.ts'
import { readQuery } from './parse-request.ts'
import { readKeyInput } from './read-key-input.ts'

export const addConnectionRoutes: AddRoutes = (app, api) => {
  app.get('/viewer', async (c) => c.json(await api.viewer(c.var.viewer)))
  app.get('/connection', async (c) => c.json(await api.connection(c.var.viewer)))
  app.post('/connection/preview', async (c) => c.json(await api.preview(c.var.viewer, ...readKeyInput(c.req.raw))))
  app.put('/connection', async (c) => c.json(await api.connect(c.var.viewer, ...readKeyInput(c.req.raw))))
  app.delete('/connection', async (c) => c.json(await api.disconnect(c.var.viewer, readQuery(c.req.url).data)))
  app.post('/connection/invitation', async (c) => c.json(await api.invite(c.var.viewer), 201))
  app.delete('/connection/invitation', async (c) => c.json(await api.revokeInvitation(c.var.viewer)))
  app.get('/reconciliation', async (c) => c.json(await api.reconciliation(c.var.viewer)))
  app.post('/reconciliation', async (c) => c.json(await api.requestReconciliation(c.var.viewer), 202))
  app.get('/reconciliation/findings', async (c) => c.json(await api.reconciliationFindings(c.var.viewer)))
  app.post('/sync', async (c) => c.json(await api.sync(c.var.viewer), 202))
}
