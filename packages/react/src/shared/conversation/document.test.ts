import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Block, toHtml, toMarkdown, toText } from './document.ts'

const paragraph = (...content: Extract<Block, { kind: 'paragraph' }>['content']): readonly Block[] => [
  { kind: 'paragraph', content },
]
const table: readonly Block[] = [
  {
    kind: 'table',
    head: ['Figure', 'Period', 'Before'],
    rows: [
      ['Chat: Messages', '148', '118'],
      ['a|b\nc', '<5', '–'],
    ],
  },
]

describe('a document', () => {
  const blocks: readonly Block[] = [
    { kind: 'heading', text: 'Claude usage, Q3' },
    { kind: 'paragraph', content: [{ strong: 'Maya Chen' }, ' · July'] },
    { kind: 'list', items: [[{ strong: 'Excel is new' }, ': 14 sessions', '.'], ['Chat']] },
  ]

  test('has the same content in all three formats', () => {
    expect(toMarkdown(blocks)).toBe(
      '### Claude usage, Q3\n\n**Maya Chen** · July\n\n- **Excel is new**: 14 sessions.\n- Chat',
    )
    expect(toText(blocks)).toBe('Claude usage, Q3\n\nMaya Chen · July\n\n• Excel is new: 14 sessions.\n• Chat')
    expect(toHtml(blocks)).toBe(
      '<h3>Claude usage, Q3</h3><p><strong>Maya Chen</strong> · July</p>' +
        '<ul><li><strong>Excel is new</strong>: 14 sessions.</li><li>Chat</li></ul>',
    )
  })

  test('renders tables; plain text labels the columns after the first', () => {
    expect(toMarkdown(table)).toBe(
      [
        '| Figure | Period | Before |',
        '| --- | ---: | ---: |',
        '| Chat: Messages | 148 | 118 |',
        '| a\\|b c | \\<5 | – |',
      ].join('\n'),
    )
    expect(toText(table)).toBe('Chat: Messages: 148, Before 118\na|b c: <5, Before –')
    expect(toHtml(table)).toContain(
      '<thead><tr><th>Figure</th><th>Period</th><th>Before</th></tr></thead>' +
        '<tbody><tr><td>Chat: Messages</td><td>148</td><td>118</td></tr><tr><td>a|b c</td><td>&#60;5</td>',
    )
  })
})

describe('Markdown escapes a name', () => {
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
  ])('%j', (name, escaped) => {
    expect(toMarkdown(paragraph(name))).toBe(escaped)
    expect(toMarkdown([{ kind: 'list', items: [[name]] }])).toBe(`- ${escaped}`)
  })

  test('in strong text, headings and tables', () => {
    expect(toMarkdown(paragraph({ strong: 'A*_`|<b>' }, ': x'))).toBe('**A\\*\\_\\`\\|\\<b\\>**: x')
    expect(toMarkdown([{ kind: 'heading', text: 'Q3 #\n# Q4' }])).toBe('### Q3 \\# \\# Q4')
    const row = toMarkdown([{ kind: 'table', head: ['a|b'], rows: [['\\|', 'x']] }]).split('\n')
    expect(row).toEqual(['| a\\|b |', '| --- |', '| \\\\\\| | x |'])
  })
})

describe('for any name', () => {
  const name = fc.string({
    unit: fc.constantFrom(...'|*_`<>&"\'#-+=[]()!~\\ \n\t1.aZ'.split(''), '\u00a0', '\u2028', '\r\n', 'ß'),
    maxLength: 12,
  })
  const buildBlocks = (text: string): readonly Block[] => [
    { kind: 'heading', text },
    { kind: 'paragraph', content: [{ strong: text }, text] },
    { kind: 'list', items: [[text], [text, { strong: text }]] },
    { kind: 'table', head: ['x', text], rows: [[text, text]] },
  ]

  test('the number of lines, columns and tags stays the same', () => {
    const countLines = (text: string) => text.split('\n').length
    const listTags = (html: string) => html.match(/<[^>]*>/g)?.join('')
    const countBars = (markdown: string) => markdown.replace(/\\./g, '').match(/\|/g)?.length
    fc.assert(
      fc.property(name, (text) => {
        const [given, plain] = [buildBlocks(text), buildBlocks('Maya')]
        expect(countLines(toMarkdown(given))).toBe(countLines(toMarkdown(plain)))
        expect(countBars(toMarkdown(given))).toBe(countBars(toMarkdown(plain)))
        expect(countLines(toText(given))).toBe(countLines(toText(plain)))
        expect(listTags(toHtml(given))).toBe(listTags(toHtml(plain)))
      }),
    )
  })

  test('a Markdown paragraph stays a paragraph without inline markup', () => {
    fc.assert(
      fc.property(name, (text) => {
        const markdown = toMarkdown(paragraph(text))
        expect(markdown).not.toMatch(/^\s*(?:[-+=#>~]|\d+[.)])/)
        expect(markdown.replace(/\\./g, '')).not.toMatch(/[*_`[\]<>|~&#\\]/)
      }),
    )
  })

  test('the text content of HTML equals the plain text', () => {
    fc.assert(
      fc.property(name, (text) => {
        const html = toHtml([{ kind: 'heading', text }])
        const textContent = html.slice(4, -5).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
        expect(textContent).toBe(toText([{ kind: 'heading', text }]))
      }),
    )
  })
})
