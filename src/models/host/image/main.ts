/**
 * The program that decodes images: whoever made them, a flaw in a decoder is met in here, in a process without network, secrets or anything to
 * lose. One job in, one answer out, over Node's own channel.
 */
import { rmSync } from 'node:fs'
import type { ImageJob } from '../../images/renderRequest.js'
import { watchParent } from '../watchParent.js'
import { renderImage } from './renderImage.js'

const { parent, scratch } = JSON.parse(process.argv[2] ?? '') as { parent: number; scratch: string }
watchParent(parent, scratch)
process.on('SIGINT', () => {})
process.on('disconnect', () => {
  rmSync(scratch, { recursive: true, force: true })
  process.exit(0)
})
process.on('message', (job: ImageJob) => {
  void renderImage(job).then((answer) => process.send?.(answer))
})
