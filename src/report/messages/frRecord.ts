import type { enRecord } from './enRecord.js'

export const frRecord: Record<keyof typeof enRecord, string> = {
  'record.title': 'Procès-verbal de recette : {title}',
  'record.delivery': 'Livraison : {delivery}',
  'record.found': 'Critères, comparés le {date} : {verdict}',
  'record.verdict.pass': 'tenus',
  'record.verdict.fail': 'non tenus',
  'record.verdict.inconclusive': 'non tranchés',
  'record.verdict.could-not-run': 'mesurés en partie seulement',
  'record.decision': 'Décision : {decision}',
  'record.decision.accepted': 'réception',
  'record.decision.acceptedWithReservations': 'réception avec réserves',
  'record.decision.postponed': 'ajournement',
  'record.decision.rejected': 'rejet',
  'record.reason': 'Motif : {reason}',
  'record.reservation': 'Réserve {id} ({class}){criterion} : {text} → {measure} ({owner}, avant le {due})',
  'record.class.blocking': 'bloquante',
  'record.class.major': 'majeure',
  'record.class.minor': 'mineure',
  'record.waiver': 'Écarté jusqu’au {until} : {criterion} ({who} : {why})',
  'record.validUntil': 'Valable jusqu’au {until}',
  'record.signatory': 'Signature de {name}{who}, datée du {date}, clé {fingerprint}',
  'gate.verdict.holds': 'La mise en service est permise.',
  'gate.verdict.broken': 'La mise en service n’est pas permise.',
  'gate.verdict.open': 'La mise en service n’est pas permise : tout n’est pas établi, ou plus en vigueur.',
  'verify.verdict.holds': 'Tout ce qui était demandé est établi.',
  'verify.verdict.broken': 'Ce procès-verbal ne tient pas : il ne faut pas s’y fier.',
  'verify.verdict.open': 'Tout ce qui était demandé n’est pas établi.',
  'verify.signed': '{name} a signé, avec la clé donnée sous le nom {named}.',
  'verify.signed-unconfirmed':
    'Le détenteur de la clé {fingerprint} a signé sous le nom {name}. Rien n’établit que cette clé soit celle de {name} : comparez l’empreinte avec celle reçue par une autre voie, ou donnez la clé.',
  'verify.cosigned': 'La déclaration de {name} est signée aussi par la clé {named} ({fingerprint}).',
  'verify.signature-invalid':
    'Une signature de la déclaration de {name} n’est pas bonne : son contenu a été modifié depuis, ou la signature elle-même.',
  'verify.signature-unknown':
    'Une signature de la déclaration de {name} vient de la clé {keyid}, inconnue ici : elle n’a pas pu être vérifiée. Donnez cette clé.',
  'verify.signature-twice': 'La déclaration de {name} porte deux signatures d’une même clé, {fingerprint}.',
  'verify.not-by-signatory':
    'La déclaration faite au nom de {name} ne porte aucune bonne signature de la clé qu’elle présente comme la sienne.',
  'verify.not-signed-by': 'Il n’y a pas de bonne signature de {named} ({fingerprint}) : retirée, ou jamais donnée.',
  'verify.nobody-vouches':
    'À qui sont ces clés n’est pas établi : chacun peut créer une clé et signer sous n’importe quel nom. Donnez les clés que vous connaissez.',
  'verify.follows': 'La signature de {name} est liée aux précédentes : aucune n’a été retirée ni modifiée.',
  'verify.first-missing': 'La première signature présente, celle de {name}, en suit une qui manque.',
  'verify.chain-broken':
    'La signature de {name} ne suit pas celle qui la précède ici : une signature a été retirée, ajoutée ou modifiée.',
  'verify.contradiction':
    'Deux signatures se contredisent : {first} a décidé « {decisionFirst} », {other} a décidé « {decisionOther} ».',
  'verify.differs-reservations': '{first} et {other} n’ont pas signé les mêmes réserves.',
  'verify.differs-waivers': '{first} et {other} n’ont pas écarté les mêmes critères.',
  'verify.differs-participants': '{first} et {other} n’ont pas signé la même liste de participants.',
  'verify.differs-subjects': '{first} et {other} n’ont pas signé les mêmes fichiers.',
  'verify.differs-rest': '{first} et {other} n’ont pas signé le même constat.',
  'verify.same-decision': '{first} et {other} ont signé la même décision sur les mêmes fichiers.',
  'verify.signature-missing':
    'Le procès-verbal annonce la signature de {name}, qui ne s’y trouve pas : pas encore donnée, ou retirée.',
  'verify.dates-in-order': 'Les dates se suivent. Ce sont celles des machines des signataires.',
  'verify.signed-before-test':
    '{name} a signé le {date}, avant la comparaison elle-même ({tested}) : une horloge a été reculée, ou la date est fausse.',
  'verify.signed-before-previous':
    '{name} a signé le {date}, avant {previous}, dont la signature précède la sienne ({previousDate}) : une horloge a été reculée, ou une date est fausse.',
  'verify.signed-in-future': '{name} a signé le {date}, mais on est ici le {now} : l’une des deux horloges est fausse.',
  'verify.waiver-expired':
    'Le critère « {criterion} », écarté par {who}, ne l’est plus depuis le {until} : le constat compte de nouveau.',
  'verify.acceptance-expired': 'La réception était valable jusqu’au {until}.',
  'verify.file-same': '{file} est ce qui a été signé sous le nom « {subject} », à l’octet près.',
  'verify.file-other':
    '{file} n’est pas ce qui a été signé sous le nom « {subject} » : autre fichier, ou modifié depuis.',
  'verify.file-unreached':
    '« {subject} » n’a pas pu être vérifié : {file} ne peut être lu ici, ou pas de la façon dont il a été signé.',
  'verify.file-not-named': 'Le procès-verbal ne parle pas de « {subject} » : {file} n’a pas pu être vérifié.',
  'verify.result-as-signed': 'Ce que le procès-verbal dit avoir été comparé et constaté est ce que dit le résultat.',
  'verify.result-otherwise':
    'Ce que le procès-verbal dit avoir été comparé et constaté n’est pas ce que dit le résultat.',
  'verify.not-asked': 'Signés, mais non examinés ici : {subjects}.',
  'verify.gate-accepted': 'La décision est « {decision} ».',
  'verify.gate-refused': 'La décision est « {decision} » : la livraison n’a pas été acceptée.',
  'verify.reservation-blocking': 'La réserve {id} est bloquante : {text}',
  'verify.reservation-overdue': 'La réserve {id} devait être levée par {owner} au plus tard le {due} : {text}',
}
