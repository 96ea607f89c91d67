import { Option, type Command } from 'commander'
import { language, several } from './commandOptions.js'
import { EXAMPLES } from './record/examples.js'

const key = () =>
  new Option(
    '-k, --key <file>',
    'the private key: a file, or env:NAME for an environment variable (default: env:RECETTE_KEY); its passphrase is asked for, or stands in RECETTE_PASSPHRASE',
  )
const known = () =>
  new Option(
    '-k, --key <file>',
    'a public key that you know to be somebody’s, or its fingerprint; several may be given',
  ).argParser(several)

/** The commands of the signature: `act` runs one and takes its exit code. */
export function addRecordCommands(program: Command, act: (exitCode: Promise<number>) => Promise<void>): void {
  program
    .command('keygen')
    .description('make a key to sign with')
    .argument('[name]', 'of the two files, NAME.key and NAME.pub', 'recette')
    .option('--ecdsa', 'ECDSA P-256 instead of Ed25519, for machines that have nothing else')
    .addHelpText(
      'after',
      `
The private key is encrypted (PKCS#8) with a passphrase, which is asked for, or stands in RECETTE_PASSPHRASE.

Examples:
  recette keygen client
  RECETTE_PASSPHRASE=... recette keygen ci/agency`,
    )
    .action(async (name, options) => act((await import('./commands/keygen.js')).keygen(name, options)))

  program
    .command('seal')
    .description('fix the criteria, the sets and the old model, before the new model is seen')
    .argument('<plan>', 'the plan')
    .addOption(key())
    .option('-o, --out <file>', 'the seal (default: beside the plan, recette.yaml in recette.seal)')
    .option('--name <name>', 'who seals')
    .option('--force', 'replace a seal that is there')
    .option('-q, --quiet', 'print nothing but errors')
    .addHelpText(
      'after',
      `
The seal is a small signed file to be kept in git beside the plan. Every run then says that the criteria are unchanged since,
or exactly what was edited. The new model need not be there.

Example:
  recette seal recette.yaml --key client.key --name "Claire Perrin, Maison Perrin"`,
    )
    .action(async (plan, options) => act((await import('./commands/seal.js')).seal(plan, options)))

  program
    .command('sign')
    .description('sign a decision on a report, or add a signature to a record')
    .argument(
      '<report>',
      'the folder of a report, its result.json, or a record (.intoto.jsonl) that others have signed',
    )
    .option(
      '-d, --decision <decision>',
      'accepted, acceptedWithReservations, postponed or rejected; not needed to add a signature to a record',
    )
    .requiredOption('--name <name>', 'who signs')
    .option('--role <role>', 'in which capacity')
    .option('--company <company>', 'for which company')
    .option('--place <place>', 'where')
    .option('--reason <text>', 'why; needed for postponed and rejected')
    .option(
      '--reservation <keys>',
      'what is to be put right: class, text, measure, owner, due, and the criterion',
      several,
    )
    .option('--waive <keys>', 'a criterion that is set aside: criterion, why, until', several)
    .option('--participant <keys>', 'somebody who took part: name, role, company, and whether they sign', several)
    .option('--valid-until <day>', 'the last day on which the acceptance may be used to deploy')
    .addOption(key())
    .option('--record <file>', 'the record (default: record.intoto.jsonl in the report’s folder)')
    .option('-q, --quiet', 'print nothing but errors')
    .addOption(language())
    .addHelpText(
      'after',
      `
The first signature takes the decision; each further one, by another key, signs the same. Criteria are named by their ids, as in
result.json. What a waiver sets aside is "waived" from then on, never "pass".

Examples:
  recette sign recette-report --decision accepted --name "Claire Perrin" --role owner --company "Maison Perrin" --key client.key
  recette sign recette-report --name "Luc Neuf" --company "Atelier Neuf" --key agency.key
  recette sign recette-report --decision acceptedWithReservations --name "Claire Perrin" --key client.key \\
    ${EXAMPLES.reservation} \\
    ${EXAMPLES.waiver}

Exit codes: 0 signed, 2 usage error or refused, 4 could not be signed.`,
    )
    .action(async (report, options) => act((await import('./commands/sign.js')).sign(report, options)))

  program
    .command('verify')
    .description('say what a signed record proves, by whom, and what could not be checked')
    .argument('<record>', 'the record (.intoto.jsonl)')
    .addOption(known())
    .option('--report <file>', 'the report.html that it should be about (default: the one beside the record)')
    .option('--result <file>', 'the result.json that it should be about (default: the one beside the record)')
    .option(
      '--artifacts [folder]',
      'hash the plan, both models and every set again; the folder is the plan’s (default: here)',
    )
    .option('--json', 'print JSON')
    .addOption(language())
    .addHelpText(
      'after',
      `
Without a key it can be told that the signatures are good, but not whose they are. A key comes from its owner, another way than the
record: a .pub file, or the fingerprint that was printed or told by telephone.

Examples:
  recette verify report/record.intoto.jsonl --key client.pub --key agency.pub
  recette verify record.intoto.jsonl --key "3f2a 91c0 ..." --report sent/report.html --artifacts .

Exit codes: 0 all that was asked for holds, 1 something does not, 2 usage error, 3 something is not proven, 4 it is no record.`,
    )
    .action(async (record, options) => act((await import('./commands/verify.js')).verify(record, options)))

  program
    .command('gate')
    .description('let a deployment through only for the artifact that was accepted')
    .argument('<artifact>', 'the file or folder that would be deployed')
    .requiredOption('--record <file>', 'the signed record')
    .addOption(known().makeOptionMandatory())
    .option('-q, --quiet', 'print nothing when it may pass')
    .addOption(language())
    .addHelpText(
      'after',
      `
It passes if the record holds, each key that is given signed it, the decision is an acceptance that has not run out, no waiver has,
no reservation is blocking or overdue, and the artifact is byte for byte the one that was accepted.

Example:
  recette gate delivery/model.onnx --record record.intoto.jsonl --key client.pub

Exit codes: 0 it may pass; any other, it may not: 1 refused, 2 usage error, 4 could not be told.`,
    )
    .action(async (artifact, options) => act((await import('./commands/gate.js')).gate(artifact, options)))
}
