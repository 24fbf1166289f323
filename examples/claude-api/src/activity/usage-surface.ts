export const officeApps = ['excel', 'powerpoint', 'word', 'outlook'] as const
export type OfficeApp = (typeof officeApps)[number]

/** A product or app of Claude with reports of skill usage. All but Science have reports of connector usage too. */
export type UsageSurface = 'chat' | 'code' | 'cowork' | OfficeApp | 'science'
