import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, renderHtml, renderMarkdown, renderText } from './render-document.ts'

const createParagraph = (...content: Extract<Block, { kind: 'paragraph' }>['content']): readonly Block[] => [
  { kind: 'paragraph', content },
]
const tableBlocks: readonly Block[] = [
  {
    kind: 'table',
    head: ['Figure', 'Period', 'Before'],
    rows: [
      ['Chat: Messages', '148', '118'],
      ['a|b\nc', '<5', '–'],
    ],
  },
]

describe('renderMarkdown, renderText and renderHtml', () => {
  const blocks: readonly Block[] = [
    { kind: 'heading', text: 'Claude usage, Q3' },
    { kind: 'paragraph', content: [{ strong: 'Maya Chen' }, ' · July'] },
    { kind: 'list', items: [[{ strong: 'Excel is new' }, ': 14 sessions', '.'], ['Chat']] },
  ]

  test('render the same content', () => {
    expect(renderMarkdown(blocks)).toBe(
      '### Claude usage, Q3\n\n**Maya Chen** · July\n\n- **Excel is new**: 14 sessions.\n- Chat',
    )
    expect(renderText(blocks)).toBe('Claude usage, Q3\n\nMaya Chen · July\n\n• Excel is new: 14 sessions.\n• Chat')
    expect(renderHtml(blocks)).toBe(
      '<h3>Claude usage, Q3</h3><p><strong>Maya Chen</strong> · July</p>' +
        '<ul><li><strong>Excel is new</strong>: 14 sessions.</li><li>Chat</li></ul>',
    )
  })

  test('render a table; the plain text repeats the header of every column after the second', () => {
    expect(renderMarkdown(tableBlocks)).toBe(
      [
        '| Figure | Period | Before |',
        '| --- | ---: | ---: |',
        '| Chat: Messages | 148 | 118 |',
        '| a\\|b c | \\<5 | – |',
      ].join('\n'),
    )
    expect(renderText(tableBlocks)).toBe('Chat: Messages: 148, Before 118\na|b c: <5, Before –')
    expect(renderHtml(tableBlocks)).toContain(
      '<thead><tr><th>Figure</th><th>Period</th><th>Before</th></tr></thead>' +
        '<tbody><tr><td>Chat: Messages</td><td>148</td><td>118</td></tr><tr><td>a|b c</td><td>&#60;5</td>',
    )
  })
})

describe('renderMarkdown escapes a name', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['*bold*', '\\*bold\\*'],
    ['snake_case_name', 'snake\\_case\\_name'],
    ['`code`', '\\`code\\`'],
    ['<script>', '\\<script\\>'],
    ['[x](y)', '\\[x\\](y)'],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
    ['a\\*b', 'a\\\\\\*b'],
    ['&lt;', '\\&lt;'],
    ['two\n\nlines\r\n\u2028more', 'two lines more'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['1. item', '1\\. item'],
    ['2026) item', '2026\\) item'],
    ['  - item', '\\- item'],
    ['    code', 'code'],
  ])('such as %j', (name, escaped) => {
    expect(renderMarkdown(createParagraph(name))).toBe(escaped)
    expect(renderMarkdown([{ kind: 'list', items: [[name]] }])).toBe(`- ${escaped}`)
  })

  test('in strong text, headings and tables', () => {
    expect(renderMarkdown(createParagraph({ strong: 'A*_`|<b>' }, ': x'))).toBe('**A\\*\\_\\`\\|\\<b\\>**: x')
    expect(renderMarkdown([{ kind: 'heading', text: 'Q3 #\n# Q4' }])).toBe('### Q3 \\# \\# Q4')
    const row = renderMarkdown([{ kind: 'table', head: ['a|b'], rows: [['\\|', 'x']] }]).split('\n')
    expect(row).toEqual(['| a\\|b |', '| --- |', '| \\\\\\| | x |'])
  })
})

/** Patterns by which programs detect links, after they have resolved Markdown's escapes or HTML's entities. */
const linkPatterns = [
  // GitHub Flavored Markdown: addresses with a scheme, with www, and e-mail.
  /(?:https?|ftp):\/\/\S/i,
  /www\.[^\s\p{P}]/iu,
  /[\w.+-]+@[\w-]+\.[\w.-]+/,
  /(?:mailto|xmpp):[\w.+-]+@[\w-]/i,
  // Editors and chats: host names without a scheme, addresses without a protocol, mentions, issue numbers.
  /[\p{L}\p{N}\p{Cf}_-]\.[\p{L}\p{Cf}_-][\p{L}\p{N}_-]/u,
  /\/\/\S/,
  /@\w/,
  /#\w/,
]
const resolveMarkdown = (markdown: string) => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1')
const resolveHtml = (html: string) =>
  html.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

const buildNameBlocks = (name: string): readonly Block[] => [
  { kind: 'heading', text: name },
  { kind: 'paragraph', content: [{ strong: name }, ' · ', name] },
  { kind: 'list', items: [[name], [{ strong: name }, ': x']] },
  { kind: 'table', head: ['x', name], rows: [[name, name]] },
]

describe('a name never becomes a link', () => {
  const renderAll = (name: string) => {
    const blocks = buildNameBlocks(name)
    return [resolveMarkdown(renderMarkdown(blocks)), renderText(blocks), resolveHtml(renderHtml(blocks))]
  }

  test.each([
    'https://evil.test',
    'HTTP://EVIL.TEST/path?x=1',
    'https://localhost',
    'ftp://evil.test',
    '//evil.test',
    'www.evil.test',
    'evil.test',
    'a.b-c.evil.test',
    'müller.example',
    '1a.evil.test:8080',
    'ada@evil.test',
    'Ada <ada@evil.test>',
    'mailto:ada@evil.test',
    'xmpp:ada@evil.test/room',
    '[click](https://evil.test)',
    '<https://evil.test>',
    '<a href="https://evil.test">Ada</a>',
    '![x](https://evil.test/x.png)',
    '[x]: https://evil.test',
    'https:/\u2066/evil.test',
    'www\u202e.evil.test',
    'evil\u200b.test',
    'evil.\u200dtest',
    '@everyone',
    '#42',
  ])('%s', (name) => {
    for (const text of renderAll(name)) {
      for (const pattern of linkPatterns) expect(text).not.toMatch(pattern)
    }
  })

  test('with any characters', () => {
    const anyLinkLike = fc.string({
      unit: fc.constantFrom(
        ...'htps:/.w@#-_aZ1 ß\\<>()[]!'.split(''),
        'www',
        'https',
        '.com',
        'mailto:',
        '\u2066',
        '\u200b',
      ),
      maxLength: 12,
    })
    fc.assert(
      fc.property(anyLinkLike, (name) => {
        for (const text of renderAll(name)) {
          for (const pattern of linkPatterns) expect(text).not.toMatch(pattern)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('renderText', () => {
  test.each([
    'Anna-Lena O’Neill, CTO',
    'J. R. R. Tolkien',
    'Maya Chen Jr.',
    'José Ñandú',
    'مريم',
    '李 小龙',
    'محمد‌رضا',
  ])('leaves the name %s unchanged', (name) => {
    expect(renderText([{ kind: 'heading', text: name }])).toBe(name)
  })

  test('adds only hair spaces to a text that programs take for a link', () => {
    expect(renderText([{ kind: 'heading', text: 'J.R. Tolkien @ https://x.test' }]).replaceAll('\u200a', '')).toBe(
      'J.R. Tolkien @ https://x.test',
    )
  })

  test('leaves numbers, dates and times unchanged', () => {
    const text = '1.234,5 · 12.5% · 1.11.2026 · 8.–14. Nov. · 10:20 · 3/4 · Chat: 5'
    expect(renderText([{ kind: 'heading', text }])).toBe(text)
  })

  test('removes controls that change the direction of the text after a name, and keeps isolated names', () => {
    expect(renderText([{ kind: 'heading', text: '\u202eMaya\u2066 5' }])).toBe('Maya 5')
    expect(renderText([{ kind: 'heading', text: '\u2068נועה\u2069 5' }])).toBe('\u2068נועה\u2069 5')
    expect(renderText([{ kind: 'heading', text: '\u2069נועה\u2068 5' }])).toBe('נועה\u2068 5\u2069')
  })
})

describe('for any name', () => {
  const anyName = fc.string({
    unit: fc.constantFrom(...'|*_`<>&"\'#-+=[]()!~\\ \n\t1.aZ'.split(''), '\u00a0', '\u2028', '\r\n', 'ß'),
    maxLength: 12,
  })

  test('the lines, the columns and the HTML tags stay the same', () => {
    const countLines = (text: string) => text.split('\n').length
    const joinTags = (html: string) => html.match(/<[^>]*>/g)?.join('')
    const countBars = (markdown: string) => markdown.replace(/\\./g, '').match(/\|/g)?.length
    fc.assert(
      fc.property(anyName, (text) => {
        const [given, plain] = [buildNameBlocks(text), buildNameBlocks('Maya')]
        expect(countLines(renderMarkdown(given))).toBe(countLines(renderMarkdown(plain)))
        expect(countBars(renderMarkdown(given))).toBe(countBars(renderMarkdown(plain)))
        expect(countLines(renderText(given))).toBe(countLines(renderText(plain)))
        expect(joinTags(renderHtml(given))).toBe(joinTags(renderHtml(plain)))
      }),
    )
  })

  test('a Markdown paragraph stays a paragraph without inline markup', () => {
    fc.assert(
      fc.property(anyName, (text) => {
        const markdown = renderMarkdown(createParagraph(text))
        expect(markdown).not.toMatch(/^\s*(?:[-+=#>~]|\d+[.)])/)
        expect(markdown.replace(/\\./g, '')).not.toMatch(/[*_`[\]<>|~&#\\]/)
      }),
    )
  })

  test('the text content of HTML equals the plain text', () => {
    fc.assert(
      fc.property(anyName, (text) => {
        const html = renderHtml([{ kind: 'heading', text }])
        const textContent = html.slice(4, -5).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
        expect(textContent).toBe(renderText([{ kind: 'heading', text }]))
      }),
    )
  })
})
