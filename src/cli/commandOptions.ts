import { Option } from 'commander'

/** Options that several commands have. */
export const language = () => new Option('--lang <language>', 'language of what is printed').choices(['en', 'fr'])

/** Collects an option that may be given several times. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
