export const officeApps = ['excel', 'powerpoint', 'word', 'outlook'] as const
export type OfficeApp = (typeof officeApps)[number]

/** A part of Claude in which skills and connectors are used. */
export type UsageSurface = 'chat' | 'code' | 'cowork' | OfficeApp | 'science'
