/** Saves a text as a file through the browser's download. */
export const saveFile = (fileName: string, type: 'text/csv' | 'application/json', text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
