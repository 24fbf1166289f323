import type { AddRoutes } from './add-routes.ts'
import { readQuery } from './parse-request.ts'

export const addGroupRoutes: AddRoutes = (app, api) => {
  app.get('/teams/:managerId/stats', async (c) => {
    const { signal } = c.req.raw
    return c.json(await api.teamStats(c.var.viewer, c.req.param('managerId'), readQuery(c.req.url), { signal }))
  })
  app.get('/adoption', async (c) =>
    c.json(await api.adoption(c.var.viewer, readQuery(c.req.url), { signal: c.req.raw.signal })),
  )
  app.get('/totals', async (c) => c.json(await api.totals(c.var.viewer)))
  app.get('/export.csv', async (c) => {
    const query = readQuery(c.req.url)
    const csv = await api.exportCsv(c.var.viewer, query, { signal: c.req.raw.signal })
    return c.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="claude-usage-${query.from}-to-${query.to}.csv"`,
    })
  })
}
