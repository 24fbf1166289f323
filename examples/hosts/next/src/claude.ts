import { createNextIntegration } from '@windmill/claude-server/next'
import { createClaude } from './create-claude.ts'

export const claude = createNextIntegration(createClaude)
