import { statsQuerySchema } from '@windmill/claude-core/contract'
import { parseQuery } from './request.ts'
import type { Routes } from './routes.ts'

export const statsRoutes: Routes = (app, api) => {
  app.get('/employees/:id/stats', async (c) => {
    const query = parseQuery(c.req.url, statsQuerySchema)
    return c.json(await api.employeeStats(c.var.viewer, c.req.param('id'), query))
  })
}
