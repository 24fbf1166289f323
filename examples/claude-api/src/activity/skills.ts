import type { UsageSurface } from './usage-surface.ts'

export interface Skill {
  /** Name in reports: readable, an opaque id, or the `unknown` bucket. */
  readonly name: string
  readonly displayName: string | null
  readonly shareStatus: 'organization' | 'private' | 'public' | null
}

const createSkill = (name: string, shareStatus: Skill['shareStatus'], displayName: string | null = null): Skill => ({
  name,
  shareStatus,
  displayName,
})

const documents = createSkill('docx', 'public')
const slides = createSkill('pptx', 'public')
const sheets = createSkill('xlsx', 'public')
const pdf = createSkill('pdf', 'public')
const voice = createSkill('skill_01CpYx8mRgTqHvLd4nKs2WbE', 'organization', 'Halden brand voice')
const notes = createSkill('skill_01Nw3DfZk7JtPaQe9XuMr5Gc', 'private')
const unknown = createSkill('unknown', null, 'Unknown skill')
const review = createSkill('code-review', null)
const release = createSkill('release-notes', null)
const incident = createSkill('incident-report', null)
const interfaceDesign = createSkill('frontend-design', 'public')
const queries = createSkill('sql-queries', 'organization')
const model = createSkill('financial-model', 'organization')

/** Skills used on each surface, most frequent first. */
export const skillsBySurface: Readonly<Record<UsageSurface, readonly Skill[]>> = {
  chat: [documents, pdf, voice, sheets, notes, unknown, slides],
  code: [review, release, interfaceDesign, incident, queries, unknown],
  cowork: [sheets, documents, notes, slides, pdf],
  excel: [sheets, model, queries],
  powerpoint: [slides, voice],
  word: [documents, voice],
  outlook: [voice, notes],
  science: [queries, unknown],
}

/** Skill that runs on a schedule while its owner is away. */
export const scheduledSkill: Skill = notes
