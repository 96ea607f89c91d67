import type { enDuties } from './enDuties.js'

export const frDuties: Record<keyof typeof enDuties, string> = {
  'data.set': '« {set} »',
  'data.sets.personal':
    '{n, plural, one {Déclaré comme contenant des données personnelles : le jeu} other {Déclarés comme contenant des données personnelles : les jeux}} {sets}.',
  'data.sets.none':
    '{n, plural, one {Déclaré sans données personnelles : le jeu} other {Déclarés sans données personnelles : les jeux}} {sets}.',
  'data.sets.undeclared':
    'Aucune fiche ne dit si {n, plural, one {le jeu {sets} contient} other {les jeux {sets} contiennent}} des données personnelles.',
  'data.sent.old':
    'L’ancien modèle a été appelé là où il tourne : les entrées de chaque cas ont été envoyées à {address}.',
  'data.sent.new':
    'Le nouveau modèle a été appelé là où il tourne : les entrées de chaque cas ont été envoyées à {address}.',
  'data.stayed':
    'Les jeux ont été lus là où ils se trouvent et les deux modèles ont tourné sur la même machine, sans réseau lorsque le système le permet. Rien n’a été envoyé à quiconque.',
  'data.stayedElse': 'Rien d’autre n’a quitté la machine ; les jeux ont été lus là où ils se trouvent.',
  'data.aggregates':
    'Ce fichier ne contient que des totaux : aucun enregistrement, aucun identifiant, aucune valeur d’une colonne déclarée personnelle. Les groupes de moins de {smallest} cas ne sont pas montrés, ni aucun chiffre dont on pourrait les déduire ; ce qui concerne un jeu entier est donné tel quel.',
  'data.aggregatesAll':
    'Ce fichier ne contient que des totaux : aucun enregistrement, aucun identifiant, aucune valeur d’une colonne déclarée personnelle. Le plan ne fixe pas d’effectif minimal : même un groupe d’un seul cas est montré.',
  'data.result':
    'Le fichier result.json contient les totaux exacts, petits effectifs compris, afin que les critères puissent être jugés à nouveau. Il est destiné à ceux qui détiennent les jeux ; c’est le présent rapport qui peut être transmis. Les listes de cas individuels sont des fichiers à part, nommés comme données personnelles, et n’en font jamais partie.',

  'annex.title': 'Annexe : pour la documentation technique (règlement sur l’IA)',
  'annex.intro':
    'Le règlement (UE) 2024/1689, annexe IV, point 2 g), demande à la documentation d’un système à haut risque de décrire les procédures, les données et les mesures de ses essais, et de comporter des rapports datés et signés. Voici ce que ces essais permettent d’y répondre. Cela n’établit pas la conformité, ni que le système soit à haut risque.',
  'annex.procedures': 'Procédures de validation et d’essai',
  'annex.procedure':
    'Les deux modèles ont répondu aux mêmes cas conservés ; leurs écarts ont été jugés cas par cas, avec des intervalles à {confidence}, au regard {n, plural, one {d’un critère} other {de {criteria} critères}} d’un plan écrit. Ce qui n’a pas pu être mesuré n’est pas tenu pour satisfait. Les méthodes sont expliquées plus haut ; chaque chiffre figure dans result.json.',
  'annex.sealed': 'Les critères ont été scellés avant la livraison du nouveau modèle.',
  'annex.unsealed': 'Les critères n’ont pas été scellés avant la livraison du nouveau modèle.',
  'annex.data': 'Données utilisées et leurs principales caractéristiques',
  'annex.set':
    '« {name} » ({role}) : {rows} cas, dont {compared} comparés. Provenance : {source}. Données personnelles : {personal}.',
  'annex.undeclared': 'non déclarée',
  'annex.personal.true': 'oui',
  'annex.personal.false': 'non',
  'annex.personal.undeclared': 'non déclaré',
  'annex.metrics': 'Mesures de l’exactitude, de la robustesse et du respect des autres exigences',
  'annex.metricsAre': 'Ont été jugés : {measures}.',
  'annex.noMetrics': 'Aucune mesure n’a été jugée.',
  'annex.robustness':
    'Ce que chaque modèle change de lui-même (mêmes cas demandés à nouveau, dans un autre ordre, un à un) et la dérive des cas d’essai par rapport à la référence figurent dans la partie « Éléments de preuve ». Ni attaques ni entrées défectueuses n’ont été essayées.',
  'annex.groups': 'Effets potentiellement discriminatoires : différences entre les groupes déclarés',
  'annex.noGroups': 'Le plan ne déclare aucun groupe : les différences entre groupes n’ont pas été examinées.',
  'annex.groupsAre': 'Groupes selon {columns}.',
  'annex.group':
    '{measure}, jeu « {set} », {n, plural, one {un groupe} other {# groupes}} : le moins favorable est {worst}, le plus favorable {best}.',
  'annex.noGroupMeasured': 'Aucun groupe ne compte assez de cas pour que ses chiffres soient montrés.',
  'annex.groupsLimit':
    'Le nouveau modèle est ici comparé à l’ancien dans chaque groupe. Savoir si l’ancien traitait les groupes de la même façon est une autre question ; ses chiffres par groupe figurent dans la partie « Éléments de preuve ».',
  'annex.logs': 'Journaux d’essai et dates',
  'annex.log':
    'Essais du {date}, avec Recette {version}, Node {node}, {platform}. Empreinte du résultat : {fingerprint}.',
  'annex.problems':
    '{problems, plural, =0 {Rien n’a échoué} one {Un problème est consigné} other {# problèmes sont consignés}} ; {notices, plural, =0 {aucun avis} one {un avis} other {# avis}}.',
  'annex.signatories': 'Personnes responsables',
  'annex.parties': 'Parties : {parties}.',
  'annex.signed': 'Noms, date et signatures figurent à la dernière page, ou dans le procès-verbal signé.',
}
