import type { FindingStatus } from '../../core/result.js'
import type { Voice } from '../voice.js'

/** A finding as a shape, a colour and a word: any two can be missing (print, colour blindness, a screen reader). */
export function Status({ status, voice, warn = false }: { status: FindingStatus; voice: Voice; warn?: boolean }) {
  return (
    <span class={`status is-${status}`}>
      <StatusShape status={status} />
      <span>{warn && status === 'fail' ? voice.say('status.warn') : voice.say(`status.${status}`)}</span>
    </span>
  )
}

/** Circle, square, diamond, triangle, ring: told apart without colour. */
export function StatusShape({ status }: { status: FindingStatus }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {SHAPES[status]}
    </svg>
  )
}

const SHAPES: Record<FindingStatus, preact.JSX.Element> = {
  pass: (
    <>
      <circle cx="8" cy="8" r="7.5" class="solid" />
      <path d="M4.5 8.3 7 10.8 11.6 5.6" class="mark" />
    </>
  ),
  fail: (
    <>
      <rect x="1" y="1" width="14" height="14" class="solid" />
      <path d="M5 5 11 11M11 5 5 11" class="mark" />
    </>
  ),
  inconclusive: (
    <>
      <path d="M8 .4 15.6 8 8 15.6.4 8Z" class="solid" />
      <path d="M4.8 8h6.4" class="mark" />
    </>
  ),
  'could-not-run': (
    <>
      <path d="M8 .8 15.6 14.6H.4Z" class="solid" />
      <path d="M8 5.5v4.4M8 11.6v1.2" class="mark" />
    </>
  ),
  waived: <circle cx="8" cy="8" r="6.5" class="ring" />,
}
