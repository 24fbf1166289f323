import { linkRequestSchema } from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseBody, readQuery } from './parse-request.ts'

export const addPeopleRoutes: AddRoutes = (app, api) => {
  app.get('/claude-users', async (c) => c.json(await api.claudeUsers(c.var.viewer, readQuery(c.req.url))))
  app.get('/claude-users/:id/link', async (c) => c.json(await api.claudeUser(c.var.viewer, c.req.param('id'))))
  app.put('/claude-users/:id/link', async (c) => {
    const readRequest = () => parseBody(c.req.raw, linkRequestSchema)
    return c.json(await api.decideLink(c.var.viewer, c.req.param('id'), readRequest))
  })
  app.get('/employees', async (c) => c.json(await api.employees(c.var.viewer, readQuery(c.req.url))))
  app.get('/log', async (c) => c.json(await api.log(c.var.viewer, readQuery(c.req.url))))
  app.get('/employees/:id/data', async (c) => {
    const data = await api.employeeData(c.var.viewer, c.req.param('id'))
    return c.json(data, 200, { 'content-disposition': 'attachment; filename="claude-usage-data.json"' })
  })
  app.get('/employees/:id/access', async (c) =>
    c.json(await api.access(c.var.viewer, c.req.param('id'), readQuery(c.req.url))),
  )
}
