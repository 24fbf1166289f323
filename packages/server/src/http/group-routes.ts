import { periodQuerySchema, statsQuerySchema, teamStatsQuerySchema } from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseQuery } from './parse-request.ts'

export const addGroupRoutes: AddRoutes = (app, api) => {
  app.get('/teams/:managerId/stats', async (c) => {
    const query = parseQuery(c.req.url, teamStatsQuerySchema)
    return c.json(await api.teamStats(c.var.viewer, c.req.param('managerId'), query, { signal: c.req.raw.signal }))
  })
  app.get('/adoption', async (c) =>
    c.json(await api.adoption(c.var.viewer, parseQuery(c.req.url, statsQuerySchema), { signal: c.req.raw.signal })),
  )
  app.get('/export.csv', async (c) => {
    const period = parseQuery(c.req.url, periodQuerySchema)
    return c.body(await api.exportCsv(c.var.viewer, period, { signal: c.req.raw.signal }), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="claude-usage-${period.from}-to-${period.to}.csv"`,
    })
  })
}
