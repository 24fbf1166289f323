import { normalizeDomain } from './email.ts'

/** Rules that treat different e-mail addresses as the same person's. By default only equal normalized addresses match. */
export interface EmailRules {
  /**
   * Groups of equivalent domains. With `[['example.com', 'example.org']]`, `ada@example.org` matches `ada@example.com`.
   *
   * @default [] no alias domains
   */
  readonly aliasDomains?: readonly (readonly string[])[]
  /**
   * Whether to ignore plus tags in the local part: `ada+lab@example.com` matches `ada@example.com`.
   *
   * @default false
   */
  readonly plusTags?: boolean
}

/** Removes the plus tag from the local part of a normalized address. */
export const withoutPlusTag = (address: string): string => address.replace(/^([^+@"]+)\+[^@]*@/, '$1@')

/**
 * Creates a function that maps a normalized address to its match key. Two addresses match by the rules exactly if their
 * keys are equal. Without rules, the key is the address itself.
 */
export const createEmailKey = ({ aliasDomains = [], plusTags = false }: EmailRules): ((address: string) => string) => {
  const canonicalDomains = mapToCanonicalDomains(aliasDomains)
  return (address) => {
    const untagged = plusTags ? withoutPlusTag(address) : address
    const at = untagged.lastIndexOf('@')
    const domain = canonicalDomains.get(untagged.slice(at + 1))
    return domain === undefined ? untagged : `${untagged.slice(0, at)}@${domain}`
  }
}

/** Maps each domain to the alphabetically first domain of its group. Groups that share a domain are merged. */
const mapToCanonicalDomains = (groups: readonly (readonly string[])[]): ReadonlyMap<string, string> => {
  let merged: ReadonlySet<string>[] = []
  for (const group of groups) {
    const domains = new Set(
      group.map((domain) => normalizeDomain(domain.replace(/^\s*@/, ''))).filter((domain) => domain !== null),
    )
    const disjoint = merged.filter((other) => ![...domains].some((domain) => other.has(domain)))
    const overlapping = merged.filter((other) => !disjoint.includes(other))
    merged = [...disjoint, new Set([...domains, ...overlapping.flatMap((other) => [...other])])]
  }
  return new Map(
    merged.flatMap((group) => {
      const [first = ''] = [...group].sort()
      return [...group].map((domain) => [domain, first] as const)
    }),
  )
}
