import { useState } from 'react'
import { Link } from 'wouter'
import { usePeople } from '../host/host-queries.ts'
import { FailedPage } from '../pages/failed-page.tsx'
import { getPersonPath } from '../person/get-person-path.ts'
import { Avatar } from '../ui/avatar.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

/** Maximum number of people that are listed without a search field. */
const maxPeopleWithoutSearch = 8

/** Lists everyone that the viewer may see. */
export const PeoplePage = () => {
  usePageTitle('People')
  const [text, setText] = useState('')
  const { data, isError, refetch } = usePeople()
  if (isError) return <FailedPage onRetry={() => void refetch()} />

  const people = data?.people ?? []
  const searchText = text.trim().toLocaleLowerCase()
  const matches = people.filter(({ name, title }) => `${name} ${title ?? ''}`.toLocaleLowerCase().includes(searchText))
  return (
    <div className="page">
      <header className="page-head">
        <h1>People</h1>
        <p className="lead">Yourself and, as a manager, everyone below you. Admins see everyone.</p>
      </header>
      {people.length > maxPeopleWithoutSearch && (
        <SearchField className="people-search" text={text} onTextChange={setText} />
      )}
      <ul className="people">
        {matches.map(({ id, name, title, hasArchivedDate }) => (
          <li key={id}>
            <Link className="person-row" href={getPersonPath(id)}>
              <Avatar name={name} />
              <span className="person-row-name">{name}</span>
              <span className="quiet ellipsis">{title}</span>
              {hasArchivedDate && <span className="tag">Archived</span>}
            </Link>
          </li>
        ))}
      </ul>
      {data && matches.length === 0 && <p className="quiet">Nobody is called “{text}”.</p>}
    </div>
  )
}
