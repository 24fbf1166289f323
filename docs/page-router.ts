import { relative } from 'node:path'
import { type DocumentReflection, KindRouter, type Reflection } from 'typedoc'
import { root } from '../.ci/workspace.ts'
import { getPageAddress } from './pages.ts'

/** Returns the path of a page in the repository. */
export const getPagePath = (document: DocumentReflection): string =>
  relative(root, document.project.files.getReflectionPath(document) ?? '')

/** Gives the pages the addresses of their files. */
export class PageRouter extends KindRouter {
  protected override getIdealBaseName(reflection: Reflection): string {
    return reflection.isDocument() ? getPageAddress(getPagePath(reflection)) : super.getIdealBaseName(reflection)
  }
}
