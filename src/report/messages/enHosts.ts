/** English words on how models are run and kept apart. */
export const enHosts = {
  'compared.prepared': 'Its inputs are made by {file} (second digest).',
  'compared.preparedWith': 'Its inputs are made by {file} with {files} (second digest).',
  'isolation.private-files': 'without access to other files of the machine',
  'isolation.private-processes': 'without sight of other processes',
  'notice.dangerous-allowed-old':
    'The old model’s file reaches for things that no model needs and that can do anything to the machine ({names}). It would have been refused; the plan let it through by name.',
  'notice.dangerous-allowed-new':
    'The new model’s file reaches for things that no model needs and that can do anything to the machine ({names}). It would have been refused; the plan let it through by name.',
} as const
