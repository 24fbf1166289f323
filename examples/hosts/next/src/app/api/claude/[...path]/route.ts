import { claude } from '@/claude.ts'

export const { GET, POST, PUT, PATCH, DELETE } = claude.route
