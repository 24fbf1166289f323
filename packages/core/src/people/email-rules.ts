import { normalizeDomain, normalizeEmail } from './normalize-email.ts'

/**
 * Rules by which different e-mail addresses match as addresses of the same person. Without rules, only addresses that
 * are equal after normalization match.
 */
export interface EmailRules {
  /**
   * Groups of equivalent domains. With `[['example.com', 'example.org']]`, `ada@example.org` matches `ada@example.com`.
   *
   * @default []
   */
  readonly aliasDomains?: readonly (readonly string[])[]
  /**
   * Whether to ignore plus tags in the local part: `ada+lab@example.com` matches `ada@example.com`.
   *
   * @default false
   */
  readonly plusTags?: boolean
}

/** Removes the plus tag from the local part of a normalized address. A quoted local part stays unchanged. */
export const removePlusTag = (address: string): string => address.replace(/^([^+@"]+)\+[^@]*@/, '$1@')

/**
 * Creates a function that computes the match key of a normalized address. Two addresses match by the rules if, and only
 * if, their keys are equal. Without rules, the key is the address itself.
 */
export const createEmailKeyFunction = ({
  aliasDomains = [],
  plusTags = false,
}: EmailRules): ((address: string) => string) => {
  const canonicalDomains = computeCanonicalDomains(aliasDomains)
  return (address) => {
    const untagged = plusTags ? removePlusTag(address) : address
    const at = untagged.lastIndexOf('@')
    const domain = canonicalDomains.get(untagged.slice(at + 1))
    return domain === undefined ? untagged : `${untagged.slice(0, at)}@${domain}`
  }
}

/** Creates a function that returns the match key of an address in any spelling, or null for an invalid address. */
export const createEmailKeyParser = (rules: EmailRules): ((email: string) => string | null) => {
  const computeEmailKey = createEmailKeyFunction(rules)
  return (email) => {
    const address = normalizeEmail(email)
    return address && computeEmailKey(address)
  }
}

/** Maps each domain to the alphabetically first domain of its group. Groups that share a domain are merged. */
const computeCanonicalDomains = (groups: readonly (readonly string[])[]): ReadonlyMap<string, string> => {
  let mergedGroups: ReadonlySet<string>[] = []
  for (const group of groups) {
    const domains = new Set(
      group.map((domain) => normalizeDomain(domain.replace(/^\s*@/, ''))).filter((domain) => domain !== null),
    )
    const disjointGroups = mergedGroups.filter((merged) => ![...domains].some((domain) => merged.has(domain)))
    const overlappingGroups = mergedGroups.filter((merged) => !disjointGroups.includes(merged))
    mergedGroups = [...disjointGroups, new Set([...domains, ...overlappingGroups.flatMap((merged) => [...merged])])]
  }
  return new Map(
    mergedGroups.flatMap((group) => {
      const [canonicalDomain = ''] = [...group].sort()
      return [...group].map((domain) => [domain, canonicalDomain] as const)
    }),
  )
}
