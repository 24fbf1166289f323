import { claude } from '@/claude'

export const { GET, POST, PUT, PATCH, DELETE } = claude.route
