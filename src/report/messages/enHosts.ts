/** English words on how models are run and kept apart. */
export const enHosts = {
  'compared.prepared': 'Its inputs are made by {file} (second digest).',
  'compared.preparedWith': 'Its inputs are made by {file} with {files} (second digest).',
  'isolation.private-files': 'without access to other files of the machine',
  'isolation.private-processes': 'without sight of other processes',
} as const
