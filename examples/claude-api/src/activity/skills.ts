import type { UsageSurface } from './activity.ts'

export interface Skill {
  /** As reports name it: readable, an opaque id, or the `unknown` bucket. */
  readonly name: string
  readonly displayName: string | null
  readonly shareStatus: 'organization' | 'private' | 'public' | null
}

const skill = (name: string, shareStatus: Skill['shareStatus'], displayName: string | null = null): Skill => ({
  name,
  shareStatus,
  displayName,
})

const documents = skill('docx', 'public')
const slides = skill('pptx', 'public')
const sheets = skill('xlsx', 'public')
const pdf = skill('pdf', 'public')
const voice = skill('skill_01CpYx8mRgTqHvLd4nKs2WbE', 'organization', 'Halden brand voice')
const notes = skill('skill_01Nw3DfZk7JtPaQe9XuMr5Gc', 'private')
const unknown = skill('unknown', null, 'Unknown skill')
const review = skill('code-review', null)
const release = skill('release-notes', null)
const incident = skill('incident-report', null)
const interfaceDesign = skill('frontend-design', 'public')
const queries = skill('sql-queries', 'organization')
const model = skill('financial-model', 'organization')

/** The skills that are used in a place, the most frequent first. */
export const skillsOf: Readonly<Record<UsageSurface, readonly Skill[]>> = {
  chat: [documents, pdf, voice, sheets, notes, unknown, slides],
  code: [review, release, interfaceDesign, incident, queries, unknown],
  cowork: [sheets, documents, notes, slides, pdf],
  excel: [sheets, model, queries],
  powerpoint: [slides, voice],
  word: [documents, voice],
  outlook: [voice, notes],
  science: [queries, unknown],
}

/** What runs on a schedule, without anyone there. */
export const scheduledSkill: Skill = notes
