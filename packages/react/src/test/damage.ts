import fc from 'fast-check'

type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json }

/** A place in an answer: the fields and positions that lead to it. */
type Path = readonly (string | number)[]

const listPaths = (value: Json, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path]
  const children = Array.isArray(value)
    ? // The first entries stand for all.
      value.slice(0, 3).map((child: Json, index) => [index, child] as const)
    : Object.entries(value)
  return [path, ...children.flatMap(([key, child]) => listPaths(child as Json, [...path, key]))]
}

const removed = Symbol('removed')

const replaceAt = (value: Json, [key, ...rest]: Path, replacement: Json | typeof removed): Json => {
  if (key === undefined) return replacement === removed ? null : replacement
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, Json>
  // A replacement after the end of the array would leave a hole, which JSON cannot have.
  if (Array.isArray(copy) && Number(key) >= copy.length) throw new RangeError('An earlier damage shortened the list.')
  if (rest.length > 0) copy[key] = replaceAt(copy[key] as Json, rest, replacement)
  else if (replacement !== removed) copy[key] = replacement
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy as Json
}

/** What another version can send in place of a part. `word` stands for an unknown stat, state or reason. */
const replacements: readonly (Json | typeof removed)[] = [removed, null, 'word', '', 0, 1.5, -1, true, [], {}, [null]]

/** Creates damaged copies of an answer: up to three parts are missing, of another kind, or unknown. */
export const createDamagedCopies = (answer: unknown): fc.Arbitrary<unknown> => {
  const original = JSON.parse(JSON.stringify(answer)) as Json
  const paths = listPaths(original)
  const damage = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...replacements))
  return fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) =>
    damages.reduce<Json>((value, [path, replacement]) => {
      try {
        return replaceAt(value, path, replacement)
      } catch {
        // An earlier damage took this part away.
        return value
      }
    }, original),
  )
}
