import { statsQuerySchema } from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseQuery } from './parse-request.ts'

export const addStatsRoutes: AddRoutes = (app, api) => {
  app.get('/employees/:id/stats', async (c) => {
    const query = parseQuery(c.req.url, statsQuerySchema)
    return c.json(await api.employeeStats(c.var.viewer, c.req.param('id'), query))
  })
}
