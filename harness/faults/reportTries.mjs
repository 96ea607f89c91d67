// What the tries came to, as a block of Markdown, and the file that keeps it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

const [BEGIN, END] = ['<!-- made by npm run faults -->', '<!-- end -->']

export function describeTries({ tries, seed, tally, span, seconds }) {
  const rows = [...tally]
    .sort()
    .map(([stopped, { done, failed }]) => `| ${stopped} | ${done + failed} | ${failed} | ${done} |`)
  return [
    BEGIN,
    '',
    `\`npm run faults -- --tries ${tries} --seed ${seed}\`: **${tries} tries, each as specified**, in ${seconds} s on ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}.`,
    `In a run that nobody disturbs, hosts are alive from ${span.from} to ${span.to} ms.`,
    '',
    '| stopped | tries | could not run | the work was done: pass, the same result |',
    '|-|-|-|-|',
    ...rows,
    '',
    END,
  ].join('\n')
}

/** Takes the place of the block that is there. */
export function writeBlock(path, block) {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : `# Reliability\n\n${BEGIN}\n${END}\n`
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`${path} has no block between ${BEGIN} and ${END}`)
  writeFileSync(path, text.slice(0, begin) + block + text.slice(end + END.length))
}
