import { canonicalJson } from '../../core/canonicalJson.js'
import { sha256 } from '../../core/digest.js'
import type { EndpointSpec } from '../../core/spec.js'

/** What is called: everything that decides which model answers, and how it is asked. No secret is in it. */
export function describeEndpoint(spec: EndpointSpec, version: string | null): object {
  const { protocol, url, model, body, request, answer } = spec
  return { protocol, url, model, version, body, request, answer }
}

/** The digest of that; `version` is the one that the server told, or the plan's where it was not reached. */
export function identifyEndpoint(spec: EndpointSpec, version: string | null): string {
  return sha256(canonicalJson(describeEndpoint(spec, version)))
}
