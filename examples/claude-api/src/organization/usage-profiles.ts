import { type Connector, createConnector } from '../activity/connectors.ts'
import type { UsageSurface } from '../activity/usage-surface.ts'

/** A product or app of Claude. `tag` is Claude Tag, which is Claude in Slack. */
export type Surface = UsageSurface | 'design' | 'tag'

/** Typical Claude usage of people with the same job. */
export interface UsageProfile {
  /** Probability of using each surface on a day with any usage, from 0 to 1. A missing surface is never used. */
  readonly useProbabilities: Readonly<Partial<Record<Surface, number>>>
  /** Connectors that they use, most frequent first. */
  readonly connectors: readonly Connector[]
}

const createConnectors = (...names: string[]): Connector[] => names.map((name) => createConnector(name))

const officeConnectors = createConnectors('google-drive', 'gmail', 'google-calendar', 'slack', 'notion')
const developerConnectors = createConnectors('github', 'atlassian', 'linear', 'slack', 'sentry', 'datadog')

export const engineer: UsageProfile = {
  useProbabilities: {
    chat: 0.65,
    code: 0.88,
    cowork: 0.08,
    excel: 0.05,
    powerpoint: 0.04,
    word: 0.03,
    outlook: 0.04,
    tag: 0.12,
  },
  connectors: developerConnectors,
}
export const dataScientist: UsageProfile = {
  useProbabilities: { chat: 0.7, code: 0.75, cowork: 0.15, excel: 0.3, powerpoint: 0.1, science: 0.3 },
  connectors: [
    ...createConnectors('snowflake', 'github', 'google-drive', 'slack'),
    createConnector('mcpsrv_01Wd8KtQe5MrYvLx', 'Hex'),
  ],
}
export const engineeringManager: UsageProfile = {
  useProbabilities: {
    chat: 0.85,
    code: 0.4,
    cowork: 0.15,
    excel: 0.12,
    powerpoint: 0.2,
    word: 0.15,
    outlook: 0.2,
    tag: 0.2,
  },
  connectors: [...createConnectors('atlassian', 'github'), ...officeConnectors],
}
export const productManager: UsageProfile = {
  useProbabilities: {
    chat: 0.88,
    code: 0.1,
    cowork: 0.3,
    excel: 0.2,
    powerpoint: 0.3,
    word: 0.25,
    outlook: 0.15,
    design: 0.12,
  },
  connectors: [...createConnectors('linear', 'atlassian', 'figma'), ...officeConnectors],
}
export const designer: UsageProfile = {
  useProbabilities: { chat: 0.75, code: 0.12, cowork: 0.12, powerpoint: 0.25, design: 0.6 },
  connectors: createConnectors('figma', 'notion', 'slack', 'google-drive'),
}
export const salesperson: UsageProfile = {
  useProbabilities: { chat: 0.85, cowork: 0.2, excel: 0.3, powerpoint: 0.42, word: 0.15, outlook: 0.4 },
  connectors: [...createConnectors('salesforce', 'hubspot'), ...officeConnectors],
}
export const supportAgent: UsageProfile = {
  useProbabilities: { chat: 0.88, cowork: 0.1, excel: 0.1, powerpoint: 0.08, word: 0.1, outlook: 0.3, tag: 0.2 },
  connectors: [...createConnectors('zendesk', 'atlassian', 'intercom'), ...officeConnectors],
}
export const marketer: UsageProfile = {
  useProbabilities: { chat: 0.9, cowork: 0.25, excel: 0.15, powerpoint: 0.4, word: 0.35, outlook: 0.15, design: 0.25 },
  connectors: [...createConnectors('hubspot', 'figma', 'asana'), ...officeConnectors],
}
export const financeAnalyst: UsageProfile = {
  useProbabilities: { chat: 0.65, cowork: 0.2, excel: 0.82, powerpoint: 0.25, word: 0.1, outlook: 0.2 },
  connectors: [...createConnectors('snowflake', 'stripe'), ...officeConnectors],
}
export const peopleAndLegal: UsageProfile = {
  useProbabilities: { chat: 0.82, cowork: 0.1, excel: 0.22, powerpoint: 0.2, word: 0.45, outlook: 0.3 },
  connectors: [...officeConnectors, createConnector('mcpsrv_01HqTz7Rk2VxYbN3', 'HR Handbook')],
}
export const executive: UsageProfile = {
  useProbabilities: { chat: 0.75, cowork: 0.12, excel: 0.15, powerpoint: 0.3, outlook: 0.4 },
  connectors: officeConnectors,
}
