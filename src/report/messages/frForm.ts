import type { enForm } from './enForm.js'

export const frForm: Record<keyof typeof enForm, string> = {
  'form.intro':
    'C’est ici que l’on décide et que l’on signe : le fichier enregistré à la fin est le procès-verbal de recette. Tout se passe dans cette page, rien n’est envoyé.',
  'form.continue': 'Quelqu’un a déjà signé et vous a transmis le procès-verbal ?',
  'form.record': 'Le procès-verbal reçu (record.intoto.jsonl)',
  'form.record.hint': 'Ses signatures sont vérifiées ici, sa décision s’affiche plus bas et la vôtre s’y ajoute.',
  'form.decision': 'Décision',
  'form.reason': 'Motif',
  'form.reason.hint': 'Obligatoire pour un ajournement ou un rejet.',
  'form.validUntil': 'Valable jusqu’au',
  'form.validUntil.hint': 'Dernier jour où le modèle peut être mis en service sur la foi de cette décision.',
  'form.optional': 'facultatif',
  'form.reservations': 'Réserves',
  'form.reservations.intro':
    'Ce qui doit être corrigé, par qui et pour quand. Chacune porte un numéro au procès-verbal.',
  'form.reservation': 'Réserve R{n}',
  'form.reservation.add': 'Ajouter une réserve',
  'form.reservation.criterion': 'Porte sur',
  'form.reservation.other': 'Autre chose',
  'form.reservation.text': 'Ce qui ne va pas',
  'form.reservation.class': 'Gravité',
  'form.reservation.measure': 'Mesure à prendre',
  'form.reservation.owner': 'Par qui',
  'form.reservation.due': 'Pour le',
  'class.blocking': 'Bloquante : inutilisable en l’état',
  'class.major': 'Majeure : utilisable, avec une vraie gêne',
  'class.minor': 'Mineure : gêne peu',
  'form.waivers': 'Dérogations',
  'form.waivers.intro':
    'Un critère non rempli peut être écarté en connaissance de cause, jusqu’à une date donnée. Il compte alors comme écarté, jamais comme rempli.',
  'form.waiver': 'Dérogation {n}',
  'form.waiver.add': 'Ajouter une dérogation',
  'form.waiver.criterion': 'Critère',
  'form.waiver.who': 'Accordée par',
  'form.waiver.why': 'Pourquoi',
  'form.waiver.until': 'Jusqu’au',
  'form.participants': 'Participants',
  'form.participants.intro':
    'Qui a pris part à la décision. Si l’on indique qu’une personne signera aussi, un procès-verbal sans sa signature est tenu pour incomplet.',
  'form.participant': 'Participant {n}',
  'form.participant.add': 'Ajouter un participant',
  'form.participant.signs': 'Signe aussi le procès-verbal',
  'form.remove': 'Retirer',
  'form.choose': 'Choisir…',
  'form.you': 'Vous qui signez',
  'form.delivery': 'Livraison',
  'form.delivery.hint': 'De quelle livraison il s’agit : première, deuxième…',
  'form.name': 'Prénom et nom',
  'form.role': 'Qualité',
  'form.company': 'Société',
  'form.place': 'Lieu',
  'form.date': 'Date : celle du moment de la signature, à l’horloge de cet ordinateur.',
  'form.key': 'Votre clé',
  'form.key.intro':
    'Une clé signe en votre nom, comme un sceau. C’est un fichier qui s’ouvre avec votre phrase de passe. La même clé sert pour les signatures suivantes.',
  'form.key.own': 'J’ai une clé',
  'form.key.new': 'Je n’en ai pas : en créer une',
  'form.key.file': 'Fichier de la clé (.key)',
  'form.key.passphrase': 'Phrase de passe',
  'form.key.newPassphrase': 'Phrase de passe de la nouvelle clé',
  'form.key.newPassphrase.hint':
    'Huit caractères au moins ; une phrase dont vous vous souviendrez. Personne ne peut la retrouver.',
  'form.key.repeat': 'La même, une seconde fois',
  'form.key.make': 'Créer la clé et l’enregistrer',
  'form.sign': 'Signer et enregistrer le procès-verbal',
  'form.signed': 'Signé',
  'form.signed.next':
    'Le procès-verbal est enregistré dans un fichier nommé record.intoto.jsonl. Transmettez-le aux autres parties avec ce rapport ; conservez-le avec le contrat.',
  'form.signed.fingerprint':
    'Donnez l’empreinte de votre clé aux autres parties par téléphone ou sur papier : elle prouve que la signature est la vôtre.',
  'form.signed.again': 'Enregistrer à nouveau le procès-verbal',
  'form.signed.public': 'Enregistrer votre clé publique, avec laquelle les autres vérifient vos signatures',
  'form.signed.print': 'Désormais, la dernière page imprimée de ce rapport porte la décision et les signatures.',
  'form.signed.another':
    'Une autre personne peut signer ensuite : il suffit de remplir à nouveau « Vous qui signez » et « Votre clé ».',
  'form.unable':
    'Ce navigateur ne permet pas de signer (il est trop ancien, ou la page n’a pas été ouverte depuis un fichier). La page peut être imprimée et signée à la main, ou ouverte dans une version récente de Firefox, Chrome, Edge ou Safari.',
  'form.byHand':
    'Pour signer à la main, imprimez cette page. Le formulaire de signature électronique s’affiche dans un navigateur qui exécute les scripts.',

  'paper.signed': 'Signé électroniquement avec la clé',
  'paper.reason': 'Motif',
  'paper.waivers': 'Dérogations',
  'paper.participants': 'Participants',
  'paper.validUntil': 'Valable jusqu’au',

  'live.reservation': '{id} ({class}), {criterion} : {text} Mesure : {measure} Par {owner}, pour le {due}.',
  'live.reservation.other': '{id} ({class}) : {text} Mesure : {measure} Par {owner}, pour le {due}.',
  'live.class.blocking': 'bloquante',
  'live.class.major': 'majeure',
  'live.class.minor': 'mineure',
  'live.waiver': '{criterion} : écarté par {who} jusqu’au {until}. {why}',
  'live.signs': 'signe',
  'live.signedBy': '{name}, le {date}. Clé {fingerprint}',
  'live.record': 'Ce procès-verbal est déjà signé. Le signer, c’est signer la même décision : {decision}.',
  'live.record.drop': 'Écarter ce procès-verbal et décider à nouveau',
  'live.validUntil': 'Valable jusqu’au {date}.',
  'live.key': 'Clé prête. Son empreinte : {fingerprint}',
  'live.keySaved':
    'La clé est enregistrée dans un fichier nommé {file} : gardez-en une copie là où vous rangez les contrats.',
  'live.working.key': 'Ouverture de la clé…',
  'live.working.make': 'Création de la clé…',
  'live.working.sign': 'Signature…',
  'live.summary': '{n} points empêchent de signer :',
  'live.summary.one': 'Un point empêche de signer :',
  'live.problem.decision': 'Choisissez l’une des quatre décisions.',
  'live.problem.missing': 'À remplir.',
  'live.problem.long': 'C’est plus long que ce qu’un procès-verbal peut contenir.',
  'live.problem.reason': 'Indiquez le motif : un ajournement ou un rejet doit être motivé.',
  'live.problem.reservationsNone': 'La réception avec réserves demande au moins une réserve.',
  'live.problem.reservationsSome':
    'La réception ne comporte pas de réserves, or il y en a plus bas. Choisissez la réception avec réserves, ou retirez-les.',
  'live.problem.unmet':
    'La réception en l’état contredit ce qui a été constaté : {criteria}. Accordez une dérogation pour chacun de ces critères, ou choisissez une autre décision.',
  'live.problem.nothingPassed': 'Le verdict de ce rapport ne permet pas la réception. Choisissez une autre décision.',
  'live.problem.past': 'Cette date est passée. Indiquez une date à venir.',
  'live.problem.waiverPast': 'Cette dérogation serait déjà expirée. Indiquez une date à venir.',
  'live.problem.waiverTwice': 'Ce critère fait déjà l’objet d’une dérogation.',
  'live.problem.keyFile': 'Choisissez le fichier de votre clé, ou créez une clé.',
  'live.problem.keyNotMade': 'Créez d’abord la clé et enregistrez-la.',
  'live.problem.keyUnreadable': 'Ce fichier n’est pas une clé privée (PEM, PKCS#8), ou il est abîmé.',
  'live.problem.keyIsPublic':
    'C’est une clé publique. Celle qui signe est la clé privée, dont le nom de fichier finit par .key.',
  'live.problem.keyForm':
    'Cette clé est sous une forme ancienne ({form}). Pour la convertir : openssl pkcs8 -topk8 -v2 aes-256-cbc -in ANCIENNE -out NOUVELLE',
  'live.problem.keyProtection':
    'Cette clé est protégée d’une manière que les navigateurs ne savent pas ouvrir. Pour la convertir : openssl pkcs8 -topk8 -v2 aes-256-cbc -in ANCIENNE -out NOUVELLE',
  'live.problem.keyKind':
    'C’est une clé d’une autre sorte ({kind}). On signe avec Ed25519 ou ECDSA P-256 : créez une clé ici, ou avec « recette keygen ».',
  'live.problem.browserLacksEd25519':
    'Ce navigateur ne sait pas se servir de cette clé (Ed25519). Prenez une version récente de Firefox, Chrome, Edge ou Safari, ou créez une clé ici.',
  'live.problem.passphraseMissing': 'Cette clé s’ouvre avec une phrase de passe : saisissez-la.',
  'live.problem.passphraseWrong':
    'La clé ne s’ouvre pas avec cette phrase de passe. Vérifiez les majuscules et la langue du clavier.',
  'live.problem.passphraseShort': 'Il faut huit caractères au moins.',
  'live.problem.passphraseDiffers': 'Les deux phrases de passe diffèrent.',
  'live.problem.alreadySigned':
    'Cette clé a déjà signé ce procès-verbal. Une autre personne signe avec une clé qui lui est propre.',
  'live.problem.recordUnreadable': 'Ce fichier n’est pas un procès-verbal de recette, ou il est abîmé.',
  'live.problem.recordOther': 'Ce procès-verbal porte sur un autre rapport. Ouvrez le rapport qui l’accompagnait.',
  'live.problem.recordBroken':
    'Ce procès-verbal a été modifié depuis sa signature. Demandez-le à nouveau, sous forme de fichier.',
  'live.problem.unexpected':
    'Un incident inattendu est survenu, et rien n’a été signé : {error}. Essayez une version récente de Firefox, Chrome, Edge ou Safari, ou imprimez la page pour la signer à la main.',
  'live.problem.clock':
    'À l’horloge de cet ordinateur il est {now}, ce qui précède {before}. Mettez-la à l’heure, puis signez.',
}
