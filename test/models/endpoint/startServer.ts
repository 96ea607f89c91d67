import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** Null where the request has no body. */
  readonly json: unknown
}

export type Handler = (request: Request, response: ServerResponse) => void | Promise<void>

export interface RunningServer {
  readonly url: string
  /** Every request so far, in the order of arrival. */
  readonly requests: Request[]
}

/** A real HTTP server on this machine, which is stopped when the test ends. */
export async function startServer(handler: Handler): Promise<RunningServer> {
  const requests: Request[] = []
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        json: text === '' ? null : (JSON.parse(text) as unknown),
      }
      requests.push(request)
      void handler(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close').catch(() => {})
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** P(yes) of the model that every server of these tests serves: 1 / (1 + exp(b / 2 - a)). */
export function chance(a: number, b: number): number {
  return 1 / (1 + Math.exp(b / 2 - a))
}
