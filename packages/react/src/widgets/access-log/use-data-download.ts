'use client'

import { useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { getEmployeeData } from '../../data/fetch/get-employee-data.ts'
import { useClaude } from '../../provider.tsx'
import { saveFile } from '../../shared/ui/save-file.ts'
import type { DataDownload } from './props.ts'

/** Offers a download of everything that is stored about an employee. Null unless the viewer is the employee. */
export const useDataDownload = (employeeId: string): DataDownload | null => {
  const { client } = useClaude()
  const [state, setState] = useState<Omit<DataDownload, 'onStart'>>({ isBusy: false, failure: null })
  const start = async () => {
    setState({ isBusy: true, failure: null })
    try {
      const data = await getEmployeeData(client, employeeId)
      saveFile('claude-usage-data.json', 'application/json', JSON.stringify(data, null, 2))
      setState({ isBusy: false, failure: null })
    } catch (error) {
      setState({ isBusy: false, failure: toClaudeProblem(error) })
    }
  }
  return client.viewerId === employeeId ? { ...state, onStart: () => void start() } : null
}
