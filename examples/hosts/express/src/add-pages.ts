import { fileURLToPath } from 'node:url'
import express, { type Express } from 'express'
import { findPerson, findViewer } from './people.ts'

const pages = fileURLToPath(new URL('../dist', import.meta.url))

/** Adds the pages of the host, and what they read from it. */
export const addPages = (app: Express): void => {
  app.get('/api/profile/:id', ({ headers, params }, response) => {
    const viewer = findViewer(headers.cookie)
    const employee = findPerson(params.id)
    if (!(viewer && employee)) return void response.sendStatus(404)
    const { id, isAdmin } = viewer
    response.json({ viewer: { id, isAdmin }, employee: { id: employee.id, name: employee.name } })
  })
  app.use(express.static(pages))
  app.get('/people/:id', (_, response) => response.sendFile('index.html', { root: pages }))
}
