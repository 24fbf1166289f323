import type { KeyProblem } from './key-problems.ts'

/** The key in a pasted text, or the reason why the text has no key that may be sent. */
export type FoundKey =
  | { readonly key: string; readonly problem: null }
  | { readonly key: null; readonly problem: KeyProblem }

/** Maximum length of a string in characters. The rest is ignored, so that the time stays bounded. */
const maxTextLength = 10_000
const minKeyLength = 20
const maxKeyLength = 400
/** Length of every key seen so far, in characters. Nothing is appended to a key of this length. */
const usualKeyLength = 108

/**
 * Finds the key in a pasted text. The key may be in quotes, after `NAME=`, in a header, in JSON, in a sentence or
 * percent-encoded, and may contain invisible characters and line breaks. Analytics keys begin with `sk-ant-api01-`.
 * Only the kinds that are certainly no Analytics keys are rejected: `admin`, `api03`, `oat`, `ort` and `sid`. Every
 * other kind is accepted, because Anthropic may add kinds and the API decides.
 */
export const findKey = (pasted: string): FoundKey => {
  const text = decodeText(pasted.slice(0, maxTextLength))
  const [before = '', ...rests] = text.split(/sk ?[-–—] ?ant ?[-–—]/i)
  if (rests.length === 0) return { key: null, problem: /[\p{L}\p{N}]/u.test(text) ? 'key_malformed' : 'key_missing' }
  const keys = rests.map((rest, index) => `sk-ant-${readBody(index === 0 ? before : (rests[index - 1] ?? ''), rest)}`)
  const problems = keys.map(findProblem)
  const [key, ...otherKeys] = new Set(keys.filter((_, index) => problems[index] === null))
  if (key === undefined) {
    return { key: null, problem: problems.find((problem) => problem !== 'key_malformed') ?? 'key_malformed' }
  }
  return otherKeys.length > 0 ? { key: null, problem: 'key_ambiguous' } : { key, problem: null }
}

const findProblem = (key: string): KeyProblem | null => {
  const [, kind = ''] = /^sk-ant[-_]+([a-z]+\d*)/.exec(key.toLowerCase()) ?? []
  if (/^admin\d*$/.test(kind)) return 'key_is_admin'
  if (kind === 'api03') return 'key_is_workspace'
  if (/^(oat|ort|sid)\d*$/.test(kind)) return 'key_is_token'
  return key.length < minKeyLength || key.length > maxKeyLength ? 'key_malformed' : null
}

/** Decodes percent-encoding and JSON escapes, removes invisible characters, and replaces look-alikes of ASCII. */
const decodeText = (pasted: string): string => {
  let text = pasted
    // Joins a JSON escape that is broken into lines. It joins only escapes of ASCII characters, because the letters of
    // a broken key can look like other escapes.
    .replace(/\\\r?\n[ \t]*(?=u00[2-7][\da-f])/gi, '\\')
    // A shell continues a line after a backslash at its end.
    .replace(/(?<=\S)\\\r?\n[ \t]*/g, '')
  // A text can be encoded several times, such as a URL within a URL.
  for (let pass = 0; pass < 4; pass++) {
    text = text
      .normalize('NFKC')
      .replace(/[\p{DI}\0]/gu, '')
      .replace(/[‐-‒−]|&#(45|x2d);|\\(?=[-_])/gi, (mark) => (mark === '\\' ? '' : '-'))
      .replace(/(%[\da-f]{2})+/gi, decodePercent)
      .replace(/(?<!\\)\\+u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  }
  return text
}

const decodePercent = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

/**
 * Reads the characters of a key after `sk-ant-`. White space within the key, such as a line break, is left out if the
 * text after it does not look like a word.
 */
const readBody = (before: string, after: string): string => {
  let rest = after.replace(/^\s*([a-z]+\d+) ?[-–—] ?/i, '$1-')
  let body = ''
  let lastGap: string | undefined
  let lastLength = 0
  for (;;) {
    const [whole = '', gap = '', fragment = ''] =
      (body ? /^((?:=(?=[\r\n]))?\s+(?:>\s*)*)([\w-]+)(?![\w:@/-]|=\S)/ : /^(\s*)([\w-]+)/).exec(rest) ?? []
    // A fragment that looks like a word still belongs to a wrapped key if it has the same white space before it as the
    // previous fragment, and is not longer than the previous fragment. Words also have spaces between them, so a
    // fragment after a space must complete the key to its usual length.
    const isContinued =
      gap === lastGap &&
      (gap === ' '
        ? body.length + fragment.length + 'sk-ant-'.length === usualKeyLength
        : fragment.length <= lastLength)
    if (!fragment || (body && !isContinued && isWord(fragment))) break
    rest = rest.slice(whole.length)
    if (body) [lastGap, lastLength] = [gap, fragment.length]
    body += fragment
    if (body.length + 'sk-ant-'.length >= usualKeyLength) break
  }
  // `_` and `--` around a key are Markdown or a comment.
  const [mark = ''] = /(?:(?<!_)_+|(?<!-)--+)$/.exec(before) ?? []
  return mark && body.endsWith(mark) ? body.slice(0, -mark.length) : body
}

/** Whether a string looks like a word, a name or a number, and not like a part of a key. */
const isWord = (text: string): boolean =>
  text.length < 20 &&
  (/^[a-z]{1,11}$/i.test(text) || text.split(/[-_]+/).every((part) => /^([A-Z]?[a-z]*|[A-Z]+)\d*$/.test(part)))
