import {
  type ClaudeUserId,
  type EmailRules,
  type EmployeeId,
  employeeId,
  type LinkRequest,
  type Participation,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type {
  EpochMilliseconds,
  LinkChangeRecord,
  LinkChanges,
  LinkDecision,
  LinkState,
  StoredPeople,
} from '../storage/adapter.ts'
import { isSameState } from '../storage/is-same-state.ts'
import { isPseudonym } from '../storage/pseudonym.ts'
import { type LinkRules, planWithLinkRules } from './link-claude-users.ts'
import { findLastLinked, listLikelyOwners } from './list-likely-owners.ts'

/** Somebody's decision about one Claude user. */
export interface LinkDecisionInput {
  readonly claudeUserId: ClaudeUserId
  readonly request: LinkRequest
  /** Who decided. */
  readonly by: NonNullable<LinkChanges['by']>
  readonly at: EpochMilliseconds
  /** All changes to the Claude user's link, newest first. */
  readonly changes: readonly LinkChangeRecord[]
  readonly emailRules: EmailRules | undefined
  /**
   * The `idVersion` of `AuthorizationFacts` when the viewer who decides was authorized. Null if the host decided.
   *
   * The host may move any link. A viewer cannot change a link from or to themself. A viewer can move a Claude user with
   * the address of an active employee only to an employee with that address, or to nobody. So nobody can read figures
   * by changing a link. A viewer cannot move a Claude user of somebody with a participation other than `included` at
   * all.
   */
  readonly viewerIdVersion: number | null
}

/**
 * Creates a link decision for storage from somebody's decision. The first change is the decided link. The second change
 * has the links that the rules then change, for example the link of another Claude user with the same address.
 *
 * `decideChanges` of the returned decision throws `ProblemError` `not_found`, `employee_unknown`, `nothing_to_undo`,
 * `link_own`, `link_address_taken` or `link_protected`.
 */
export const planLinkDecision = (people: StoredPeople, decision: LinkDecisionInput): LinkDecision => {
  const { claudeUserId, by, at, emailRules, viewerIdVersion } = decision
  // An id in the decision may belong to somebody else now.
  if (viewerIdVersion !== null && viewerIdVersion !== people.idVersion) throw new ProblemError('not_found')
  const isByHost = viewerIdVersion === null
  return planWithLinkRules(people, at, emailRules, (rules) => {
    if (!isByHost) requireIncludedOwners(people, decision, rules)
    const nextState = computeNextState(people, decision, rules)
    if (!isByHost) {
      requireHarmlessMove(people, decision, nextState, rules)
      // This check reveals whether the chosen employee is included. It comes last, so that nobody can use it to test
      // employees unnoticed: if the chosen employee is included, the move is made and is in that employee's log.
      requireIncludedTarget(people, decision)
    }
    const link = nextState && { claudeUserId, ...nextState }
    const otherLinks = people.links.filter((other) => other.claudeUserId !== claudeUserId)
    return {
      links: link ? [...otherLinks, link] : otherLinks,
      changes: [{ set: link ? [link] : [], remove: link ? [] : [claudeUserId], by, at }],
    }
  })
}

/** Returns the state of the Claude user's link after the decision. */
const computeNextState = (
  people: StoredPeople,
  { claudeUserId, request, changes: [latest] }: LinkDecisionInput,
  rules: LinkRules,
): LinkState => {
  if (!people.claudeUsers.some(({ id }) => id === claudeUserId)) throw new ProblemError('not_found')

  /** Returns the state that the rules give the link if it was `from` before. */
  const computeStateByRules = (from: LinkState): LinkState => {
    const otherLinks = people.links.filter((link) => link.claudeUserId !== claudeUserId)
    const mappings = rules.applyTo(from ? [...otherLinks, { claudeUserId, ...from }] : otherLinks)
    const link = mappings.find(({ user }) => user.id === claudeUserId)?.link
    return link ? { employeeId: link.employeeId, method: link.method, ignored: link.ignored } : null
  }

  switch (request.decision) {
    case 'link': {
      const chosen = employeeId(request.employeeId)
      if (!people.employees.some(({ id }) => id === chosen)) {
        throw new ProblemError('employee_unknown', { field: 'employeeId' })
      }
      return { employeeId: chosen, method: 'manual', ignored: false }
    }
    case 'unlink':
      return { employeeId: null, method: 'manual', ignored: false }
    case 'ignore':
      return { employeeId: null, method: 'manual', ignored: true }
    case 'automatic':
      return computeStateByRules(null)
    case 'undo': {
      const link = people.links.find((candidate) => candidate.claudeUserId === claudeUserId) ?? null
      // Somebody else may have changed the link after `latest` was read.
      if (!latest || !canUndo(latest) || !isSameState(link, latest.to)) throw new ProblemError('nothing_to_undo')
      return latest.from?.method === 'manual' ? latest.from : computeStateByRules(latest.from)
    }
  }
}

/**
 * Whether a change can be undone: a person made the change, and its link was not erased since. The log outlives an
 * erasure, both of an account and of the linked employee.
 */
const canUndo = ({ by, from, isBeforeErasure }: LinkChangeRecord): boolean =>
  by !== null && !isBeforeErasure && !(from?.employeeId && isPseudonym(from.employeeId))

/**
 * Refuses to move a Claude user of somebody with a participation other than `included`, even after they left the
 * directory: the figures would become the figures of somebody else, or be counted again.
 * @throws `ProblemError` `link_protected`, or `not_found` for an unknown Claude user and for a Claude user of an
 * excluded employee.
 */
const requireIncludedOwners = (
  people: StoredPeople,
  { claudeUserId, changes }: LinkDecisionInput,
  rules: LinkRules,
): void => {
  const user = people.claudeUsers.find(({ id }) => id === claudeUserId)
  const linkedId = people.links.find((link) => link.claudeUserId === claudeUserId)?.employeeId
  // The list of Claude users leaves out the users of excluded employees, so a decision does not find them either.
  if (!user || (linkedId != null && findParticipation(people, linkedId) === 'excluded')) {
    throw new ProblemError('not_found')
  }
  const owners = listLikelyOwners(linkedId, rules.listOwners(user), findLastLinked(changes))
  const isLimited = owners.some((id) => findParticipation(people, id) !== 'included')
  if (isLimited || rules.isProtected(user)) throw new ProblemError('link_protected')
}

/**
 * Refuses to move a Claude user to somebody with a participation other than `included`, since it could not be moved
 * back.
 * @throws `ProblemError` `link_protected`.
 */
const requireIncludedTarget = (people: StoredPeople, { request }: LinkDecisionInput): void => {
  if (request.decision !== 'link') return
  if (findParticipation(people, employeeId(request.employeeId)) !== 'included') throw new ProblemError('link_protected')
}

const findParticipation = (people: StoredPeople, id: EmployeeId): Participation =>
  people.employees.find((employee) => employee.id === id)?.participation ?? 'included'

/**
 * Refuses a move by which someone could read the figures of somebody else.
 * @throws `ProblemError` `link_own` or `link_address_taken`.
 */
const requireHarmlessMove = (
  people: StoredPeople,
  { claudeUserId, by }: LinkDecisionInput,
  nextState: LinkState,
  rules: LinkRules,
): void => {
  const stateBefore = people.links.find((link) => link.claudeUserId === claudeUserId)
  if (stateBefore?.employeeId === by || nextState?.employeeId === by) throw new ProblemError('link_own')
  const targetId = nextState?.employeeId ?? null
  // Keeping a link is no move. So a flagged link can be kept for the former owner.
  if (targetId === null || targetId === stateBefore?.employeeId) return
  const user = people.claudeUsers.find(({ id }) => id === claudeUserId)
  const owners = user ? rules.listOwnersOfActiveAddress(user) : []
  if (owners.length > 0 && !owners.includes(targetId)) throw new ProblemError('link_address_taken')
}
