import { StatsPanel } from '@windmill/claude-react'
import '@windmill/claude-react/styles.css'

interface ProfilePageProps {
  readonly employee: { readonly id: string; readonly name: string }
}

export const ProfilePage = ({ employee }: ProfilePageProps) => (
  <main>
    <h1>{employee.name}</h1>
    <StatsPanel employeeId={employee.id} employeeName={employee.name} />
  </main>
)
