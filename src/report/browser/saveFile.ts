/** A file for the browser to save; its address stays good for as long as the page is open, for a link that saves it again. */
export function fileAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
}

export function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = fileAddress(text)
  link.download = name
  link.click()
}
