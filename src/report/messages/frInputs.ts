import type { enInputs } from './enInputs.js'

/** Mots pour dire comment les cas parviennent à un modèle. */
export const frInputs: Record<keyof typeof enInputs, string> = {
  'mapping.batch': 'Cas par appel',
  'mapping.batch.absent': 'un seul : le modèle ne prend pas de lot',
  'mapping.batch.fixed': '{n, plural, one {toujours un seul} other {toujours {count} ; le dernier appel est complété}}',

  'mapping.state': 'la sortie « {output} » du cas précédent, dans la séquence que désigne {group}',
  'mapping.state.ordered':
    'la sortie « {output} » du cas précédent, dans la séquence que désigne {group}, ordonnée par {order}',
  'mapping.state.initial': '{taken} ; {initial} au début',
  'notice.sequences-independent':
    'Un modèle garde un état d’un cas à l’autre : les cas d’une même séquence ne sont donc pas indépendants entre eux. Les intervalles les comptent comme s’ils l’étaient : ils peuvent être trop étroits, d’autant plus que les séquences sont longues.',
  'leftOut.causes-state':
    'un modèle garde un état d’un cas à l’autre, et les cas d’un échantillon n’ont plus les mêmes cas devant eux',

  'image.steps': 'image {column} : {steps}',
  'image.fit.exact': '{width} × {height} pixels tels quels',
  'image.fit.stretch': 'étirement à {width} × {height} pixels ({how})',
  'image.fit.crop': 'redimensionnement pour couvrir {width} × {height} pixels ({how}), découpe du centre',
  'image.fit.shortSide': 'petit côté ramené à {side} pixels ({how}), découpe du centre {width} × {height}',
  'image.fit.pad': 'redimensionnement pour tenir dans {width} × {height} pixels ({how}), bords remplis de {ground}',
  'image.channels.rgb': 'RVB',
  'image.channels.bgr': 'BVR',
  'image.channels.gray': 'niveaux de gris',
  'image.scale': '× {factor}',
  'image.mean': '− {values}',
  'image.std': '÷ {values}',
  'image.layout.nhwc': 'canaux en dernier',
  'image.layout.nchw': 'canaux en premier',
  'image.guessed': '(d’après la signature ou par défaut, non d’après le plan : {keys})',
  'image.key.size': 'taille',
  'image.key.fit': 'absence de redimensionnement',
  'image.key.interpolation': 'interpolation',
  'image.key.channels': 'canaux',
  'image.key.layout': 'disposition',
  'image.key.scale': 'facteur',
  'image.files': '{n, plural, one {une image} other {{count} images}} :',
}
