import { adoptionQuerySchema, groupQuerySchema, teamStatsQuerySchema } from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseQuery } from './parse-request.ts'

export const addGroupRoutes: AddRoutes = (app, api) => {
  app.get('/teams/:managerId/stats', async (c) => {
    const query = parseQuery(c.req.url, teamStatsQuerySchema)
    return c.json(await api.teamStats(c.var.viewer, c.req.param('managerId'), query, { signal: c.req.raw.signal }))
  })
  app.get('/adoption', async (c) =>
    c.json(await api.adoption(c.var.viewer, parseQuery(c.req.url, adoptionQuerySchema), { signal: c.req.raw.signal })),
  )
  app.get('/export.csv', async (c) => {
    const query = parseQuery(c.req.url, groupQuerySchema)
    return c.body(await api.exportCsv(c.var.viewer, query, { signal: c.req.raw.signal }), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="claude-usage-${query.from}-to-${query.to}.csv"`,
    })
  })
}
