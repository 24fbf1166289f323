import {
  accessQuerySchema,
  claudeUsersQuerySchema,
  employeesQuerySchema,
  linkRequestSchema,
} from '@windmill/claude-core/contract'
import type { AddRoutes } from './add-routes.ts'
import { parseBody, parseQuery } from './parse-request.ts'

export const addPeopleRoutes: AddRoutes = (app, api) => {
  app.get('/claude-users', async (c) =>
    c.json(await api.claudeUsers(c.var.viewer, parseQuery(c.req.url, claudeUsersQuerySchema))),
  )
  app.get('/claude-users/:id/link', async (c) => c.json(await api.claudeUser(c.var.viewer, c.req.param('id'))))
  app.put('/claude-users/:id/link', async (c) => {
    const readRequest = () => parseBody(c.req.raw, linkRequestSchema)
    return c.json(await api.decideLink(c.var.viewer, c.req.param('id'), readRequest))
  })
  app.get('/employees', async (c) =>
    c.json(await api.employees(c.var.viewer, parseQuery(c.req.url, employeesQuerySchema))),
  )
  app.get('/employees/:id/access', async (c) => {
    const query = parseQuery(c.req.url, accessQuerySchema)
    return c.json(await api.access(c.var.viewer, c.req.param('id'), query))
  })
}
