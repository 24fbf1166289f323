import { accountId, findViewer, people } from './people.ts'

export const yourDirectory = (_accountId: string) => people

export const yourSession = ({ headers }: Request) => {
  const viewer = findViewer(headers.get('cookie'))
  if (!viewer) return null
  const role: 'admin' | 'employee' = viewer.isAdmin ? 'admin' : 'employee'
  return { accountId, employeeId: viewer.id, role }
}
