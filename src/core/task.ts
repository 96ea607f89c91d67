/** What the models are for. It decides which measures make sense. */
export const TASKS = ['classification', 'multilabel', 'regression', 'tensors'] as const
export type Task = (typeof TASKS)[number]

export const SET_ROLES = ['test', 'validation', 'reference', 'production'] as const
export type SetRole = (typeof SET_ROLES)[number]
