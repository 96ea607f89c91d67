/** `{ a: string | undefined }` -> `{ a?: string }`: keys without a value are left out, as `exactOptionalPropertyTypes` asks. */
export type DefinedOnly<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

export function definedOnly<T extends object>(object: T): DefinedOnly<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as DefinedOnly<T>
}
