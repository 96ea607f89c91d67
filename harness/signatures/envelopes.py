"""Records and seals by the tools of in-toto (securesystemslib, in-toto, in-toto-attestation), which share no line with Recette.

  envelopes.py verify RECORD PUB...       each envelope: which keys verify it, and its statement as in-toto reads it; JSON on stdout
  envelopes.py sign STATEMENT KIND FOLDER a new key (ed25519 or ecdsa), put into the statement as its signatory's, and the signed
                                          envelope: FOLDER/record.intoto.jsonl and FOLDER/signer.pub
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from google.protobuf import json_format
from in_toto.models.metadata import Envelope
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"


def spki(public):
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def verify(record, *keys):
    known = {}
    for path in keys:
        public = load_pem_public_key(Path(path).read_bytes())
        known[path] = SSlibKey.from_crypto(public, keyid=hashlib.sha256(spki(public)).hexdigest())
    found = []
    for line in Path(record).read_text("utf-8").splitlines():
        envelope = Envelope.from_dict(json.loads(line))
        assert envelope.payload_type == PAYLOAD_TYPE
        found.append({"verifiedBy": [path for path, key in known.items() if holds(envelope, key)], **read(envelope.payload)})
    json.dump(found, sys.stdout)


def holds(envelope, key):
    try:
        envelope.verify([key], 1)
        return True
    except VerificationError:
        return False


def read(payload):
    statement = json_format.Parse(payload, statement_pb2.Statement())
    Statement.copy_from_pb(statement).validate()
    # The framework's parsing rules: what a consumer does not know, it ignores.
    predicate = json_format.ParseDict(
        json_format.MessageToDict(statement.predicate), test_result_pb2.TestResult(), ignore_unknown_fields=True
    )
    return {
        "subjects": {one.name: dict(one.digest) for one in statement.subject},
        "predicateType": statement.predicate_type,
        "result": predicate.result,
        "passedTests": list(predicate.passed_tests),
    }


def sign(statement_file, kind, folder):
    private = Ed25519PrivateKey.generate() if kind == "ed25519" else ec.generate_private_key(ec.SECP256R1())
    signer, public = CryptoSigner(private), private.public_key()
    statement = json.loads(Path(statement_file).read_text("utf-8"))
    statement["predicate"]["signatory"]["publicKey"] = base64.b64encode(spki(public)).decode()
    # Plain JSON in the order of writing, and the key id that securesystemslib gives by itself: nothing is done for Recette's sake.
    envelope = Envelope(json.dumps(statement).encode("utf-8"), PAYLOAD_TYPE, {})
    envelope.sign(signer)
    Path(folder, "record.intoto.jsonl").write_text(json.dumps(envelope.to_dict()) + "\n", "utf-8")
    Path(folder, "signer.pub").write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


if __name__ == "__main__":
    {"verify": verify, "sign": sign}[sys.argv[1]](*sys.argv[2:])
