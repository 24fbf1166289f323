import { type Connector, connector } from '../activity/connectors.ts'

/** The parts of Claude that people use. */
export type Surface =
  | 'chat'
  | 'code'
  | 'cowork'
  | 'excel'
  | 'powerpoint'
  | 'word'
  | 'outlook'
  | 'design'
  | 'science'
  | 'tag'

/** What someone's job makes of Claude. */
export interface Work {
  /** How likely each part is used on a day on which Claude is used at all, from 0 to 1. */
  readonly uses: Readonly<Partial<Record<Surface, number>>>
  /** Those at hand, the most frequent first. */
  readonly connectors: readonly Connector[]
}

const named = (...names: string[]): Connector[] => names.map((name) => connector(name))

const office = named('google-drive', 'gmail', 'google-calendar', 'slack', 'notion')
const build = named('github', 'atlassian', 'linear', 'slack', 'sentry', 'datadog')

export const engineer: Work = {
  uses: { chat: 0.65, code: 0.88, cowork: 0.08, excel: 0.05, powerpoint: 0.04, word: 0.03, outlook: 0.04, tag: 0.12 },
  connectors: build,
}
export const dataScientist: Work = {
  uses: { chat: 0.7, code: 0.75, cowork: 0.15, excel: 0.3, powerpoint: 0.1, science: 0.3 },
  connectors: [...named('snowflake', 'github', 'google-drive', 'slack'), connector('mcpsrv_01Wd8KtQe5MrYvLx', 'Hex')],
}
export const engineeringManager: Work = {
  uses: { chat: 0.85, code: 0.4, cowork: 0.15, excel: 0.12, powerpoint: 0.2, word: 0.15, outlook: 0.2, tag: 0.2 },
  connectors: [...named('atlassian', 'github'), ...office],
}
export const productManager: Work = {
  uses: { chat: 0.88, code: 0.1, cowork: 0.3, excel: 0.2, powerpoint: 0.3, word: 0.25, outlook: 0.15, design: 0.12 },
  connectors: [...named('linear', 'atlassian', 'figma'), ...office],
}
export const designer: Work = {
  uses: { chat: 0.75, code: 0.12, cowork: 0.12, powerpoint: 0.25, design: 0.6 },
  connectors: named('figma', 'notion', 'slack', 'google-drive'),
}
export const seller: Work = {
  uses: { chat: 0.85, cowork: 0.2, excel: 0.3, powerpoint: 0.42, word: 0.15, outlook: 0.4 },
  connectors: [...named('salesforce', 'hubspot'), ...office],
}
export const supporter: Work = {
  uses: { chat: 0.88, cowork: 0.1, excel: 0.1, powerpoint: 0.08, word: 0.1, outlook: 0.3, tag: 0.2 },
  connectors: [...named('zendesk', 'atlassian', 'intercom'), ...office],
}
export const marketer: Work = {
  uses: { chat: 0.9, cowork: 0.25, excel: 0.15, powerpoint: 0.4, word: 0.35, outlook: 0.15, design: 0.25 },
  connectors: [...named('hubspot', 'figma', 'asana'), ...office],
}
export const financier: Work = {
  uses: { chat: 0.65, cowork: 0.2, excel: 0.82, powerpoint: 0.25, word: 0.1, outlook: 0.2 },
  connectors: [...named('snowflake', 'stripe'), ...office],
}
export const peopleAndLegal: Work = {
  uses: { chat: 0.82, cowork: 0.1, excel: 0.22, powerpoint: 0.2, word: 0.45, outlook: 0.3 },
  connectors: [...office, connector('mcpsrv_01HqTz7Rk2VxYbN3', 'HR Handbook')],
}
export const executive: Work = {
  uses: { chat: 0.75, cowork: 0.12, excel: 0.15, powerpoint: 0.3, outlook: 0.4 },
  connectors: office,
}
