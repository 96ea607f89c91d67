/** The names by which other tools know what is signed: in-toto's statement and predicate, in DSSE's envelope. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'
