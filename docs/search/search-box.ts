// The search of every page. It takes the place of TypeDoc's own, which knows only the titles of guides.
import { createSearch } from './create-search.ts'
import type { Section } from './sections.ts'

declare global {
  interface Window {
    /** What `search.js` holds. */
    searchSections?: readonly Section[]
  }
}

/** Replaces an element by a copy, so that nothing listens to it any more. */
const takeOver = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}.`)
  const copy = element.cloneNode(true) as HTMLElement
  element.replaceWith(copy)
  return copy
}

const trigger = takeOver('tsd-search-trigger')
const dialog = takeOver('tsd-search') as HTMLDialogElement
const field = document.getElementById('tsd-search-input') as HTMLInputElement
const list = document.getElementById('tsd-search-results') as HTMLElement
const status = document.getElementById('tsd-search-status') as HTMLElement
const base = document.documentElement.dataset.base ?? './'

let search: ReturnType<typeof createSearch> | undefined
let selected = 0

const createText = (tag: string, className: string, text: string): HTMLElement => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

const maxExcerptLength = 140

const createItem = ({ url, page, heading, text }: Section, index: number): HTMLElement => {
  const item = document.createElement('li')
  item.id = `tsd-search-result-${index}`
  item.role = 'option'
  const link = document.createElement('a')
  link.href = new URL(base + url, document.baseURI).href
  link.tabIndex = -1
  const label = createText('div', 'text', '')
  label.append(createText('strong', '', heading), createText('span', 'parent', heading === page ? '' : ` · ${page}`))
  label.append(
    createText('div', 'parent', text.length > maxExcerptLength ? `${text.slice(0, maxExcerptLength)}…` : text),
  )
  link.append(label)
  item.append(link)
  return item
}

const select = (index: number): void => {
  selected = Math.max(0, Math.min(index, list.children.length - 1))
  for (const [position, item] of [...list.children].entries()) item.ariaSelected = String(position === selected)
  const item = list.children[selected]
  if (item) field.setAttribute('aria-activedescendant', item.id)
  else field.removeAttribute('aria-activedescendant')
  item?.scrollIntoView({ block: 'nearest' })
}

const show = (): void => {
  search ??= createSearch(window.searchSections ?? [])
  const question = field.value.trim()
  const sections = question === '' ? [] : search(question)
  list.replaceChildren(...sections.map(createItem))
  status.textContent = question !== '' && sections.length === 0 ? `Nothing is found for “${question}”.` : ''
  select(0)
}

const open = (): void => {
  if (!dialog.open) dialog.showModal()
  field.select()
  show()
}

trigger.addEventListener('click', open)
field.addEventListener('input', show)
field.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') select(selected + 1)
  else if (event.key === 'ArrowUp') select(selected - 1)
  else if (event.key === 'Enter') list.children[selected]?.querySelector('a')?.click()
  else return
  event.preventDefault()
})
// A link to a section of the same page loads nothing, so it has to close the dialog itself.
list.addEventListener('click', () => dialog.close())
dialog.addEventListener('click', ({ target }) => {
  if (target === dialog) dialog.close()
})

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

window.addEventListener(
  'keydown',
  (event) => {
    const isShortcut =
      (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !isTyping(event.target))
    if (!isShortcut) return
    event.preventDefault()
    // TypeDoc listens for the same keys.
    event.stopImmediatePropagation()
    open()
  },
  true,
)
