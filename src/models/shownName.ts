import type { LiveSpec } from '../core/spec.js'

/** How messages and reports name a model: the artifact's path in the plan, or the address that is called. */
export function shownName(spec: LiveSpec): string {
  if (spec.kind === 'artifact') return spec.artifact.shown
  const version = spec.version === undefined ? '' : ` ${spec.version}`
  return spec.model === undefined ? `${spec.url}${version}` : `${spec.url} ${spec.model}${version}`
}
