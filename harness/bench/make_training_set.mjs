// Rows of the bench's data that the bench itself never sees, to train its two networks on.
import { makeSet } from './data.mjs'

console.log(await makeSet(process.argv[2] ?? 'reports/bench/train.parquet', 60_000, 500_000_000))
