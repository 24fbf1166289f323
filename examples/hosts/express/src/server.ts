import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { addPages } from './add-pages.ts'
import { claude } from './claude.ts'

const app = express()
app.all(/^\/api\/claude\//, getRequestListener(claude.handler))
addPages(app)
app.listen(Number(process.env.PORT ?? 3000))
