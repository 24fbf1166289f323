import { statsQuerySchema } from '@windmill/claude-core/contract'
import { parseQuery } from './request.ts'
import type { AddRoutes } from './routes.ts'

export const addStatsRoutes: AddRoutes = (app, api) => {
  app.get('/employees/:id/stats', async (c) => {
    const query = parseQuery(c.req.url, statsQuerySchema)
    return c.json(await api.employeeStats(c.var.viewer, c.req.param('id'), query))
  })
}
