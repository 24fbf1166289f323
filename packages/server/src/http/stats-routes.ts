import type { AddRoutes } from './add-routes.ts'
import { readQuery } from './parse-request.ts'

export const addStatsRoutes: AddRoutes = (app, api) => {
  app.get('/employees/:id/stats', async (c) =>
    c.json(await api.employeeStats(c.var.viewer, c.req.param('id'), readQuery(c.req.url))),
  )
  app.get('/employees/:id/days', async (c) =>
    c.json(await api.employeeDays(c.var.viewer, c.req.param('id'), readQuery(c.req.url))),
  )
  app.get('/employees/:id/observations', async (c) =>
    c.json(await api.observations(c.var.viewer, c.req.param('id'), readQuery(c.req.url))),
  )
}
