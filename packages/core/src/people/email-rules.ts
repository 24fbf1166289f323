import { normalizeDomain } from './email.ts'

/** Which different addresses are taken for the same person's. Equal ones always are; nothing else is by default. */
export interface EmailRules {
  /** Groups of domains that are one: with `[['example.com', 'example.org']]`, Ada's address in one is hers in the other. */
  readonly aliasDomains?: readonly (readonly string[])[]
  /** Whether what follows a plus in the local part is left out: `ada+lab@example.com` is `ada@example.com`. */
  readonly plusTags?: boolean
}

/** A normalised address without what follows a plus in its local part. */
export const withoutPlusTag = (address: string): string => address.replace(/^([^+@"]+)\+[^@]*@/, '$1@')

/**
 * What normalised addresses have in common when the rules take them for one: equal keys are one person's. Without
 * rules, the address itself.
 */
export const createEmailKey = ({ aliasDomains = [], plusTags = false }: EmailRules): ((address: string) => string) => {
  const canonical = canonicalDomains(aliasDomains)
  return (address) => {
    const bare = plusTags ? withoutPlusTag(address) : address
    const at = bare.lastIndexOf('@')
    const domain = canonical.get(bare.slice(at + 1))
    return domain === undefined ? bare : `${bare.slice(0, at)}@${domain}`
  }
}

/** The first by alphabet stands for its group. Groups that share a domain are one group. */
const canonicalDomains = (groups: readonly (readonly string[])[]): ReadonlyMap<string, string> => {
  let merged: ReadonlySet<string>[] = []
  for (const group of groups) {
    const domains = new Set(
      group.map((domain) => normalizeDomain(domain.replace(/^\s*@/, ''))).filter((domain) => domain !== null),
    )
    const apart = merged.filter((other) => ![...domains].some((domain) => other.has(domain)))
    const touching = merged.filter((other) => !apart.includes(other))
    merged = [...apart, new Set([...domains, ...touching.flatMap((other) => [...other])])]
  }
  return new Map(
    merged.flatMap((group) => {
      const [first = ''] = [...group].sort()
      return [...group].map((domain) => [domain, first] as const)
    }),
  )
}
