import type { UsageSurface } from './usage-surface.ts'

/** A skill that members can use. */
export interface Skill {
  /** Name in reports: readable, an opaque id, or `unknown` for the bucket of unidentified skills. */
  readonly name: string
  /** Readable name for an opaque id or the bucket. Null for a readable `name` and for private skills. */
  readonly displayName: string | null
  /** Null for skills without a share status, such as skills used only in Claude Code. */
  readonly shareStatus: 'organization' | 'private' | 'public' | null
}

const createSkill = (name: string, shareStatus: Skill['shareStatus'], displayName: string | null = null): Skill => ({
  name,
  shareStatus,
  displayName,
})

const docxSkill = createSkill('docx', 'public')
const pptxSkill = createSkill('pptx', 'public')
const xlsxSkill = createSkill('xlsx', 'public')
const pdfSkill = createSkill('pdf', 'public')
const brandVoiceSkill = createSkill('skill_01CpYx8mRgTqHvLd4nKs2WbE', 'organization', 'Halden brand voice')
const privateSkill = createSkill('skill_01Nw3DfZk7JtPaQe9XuMr5Gc', 'private')
const unknownSkill = createSkill('unknown', null, 'Unknown skill')
const codeReviewSkill = createSkill('code-review', null)
const releaseNotesSkill = createSkill('release-notes', null)
const incidentReportSkill = createSkill('incident-report', null)
const frontendDesignSkill = createSkill('frontend-design', 'public')
const sqlQueriesSkill = createSkill('sql-queries', 'organization')
const financialModelSkill = createSkill('financial-model', 'organization')

/** Skills used on each surface, most frequent first. */
export const skillsBySurface: Readonly<Record<UsageSurface, readonly Skill[]>> = {
  chat: [docxSkill, pdfSkill, brandVoiceSkill, xlsxSkill, privateSkill, unknownSkill, pptxSkill],
  code: [codeReviewSkill, releaseNotesSkill, frontendDesignSkill, incidentReportSkill, sqlQueriesSkill, unknownSkill],
  cowork: [xlsxSkill, docxSkill, privateSkill, pptxSkill, pdfSkill],
  excel: [xlsxSkill, financialModelSkill, sqlQueriesSkill],
  powerpoint: [pptxSkill, brandVoiceSkill],
  word: [docxSkill, brandVoiceSkill],
  outlook: [brandVoiceSkill, privateSkill],
  science: [sqlQueriesSkill, unknownSkill],
}

/** Skill that runs on a schedule, even on days on which its owner does not use Claude. */
export const scheduledSkill: Skill = privateSkill
