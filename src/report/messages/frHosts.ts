import type { enHosts } from './enHosts.js'

/** Les mots français sur la façon dont les modèles s’exécutent et sont isolés. */
export const frHosts: Record<keyof typeof enHosts, string> = {
  'compared.prepared': 'Ses entrées sont préparées par {file} (seconde empreinte).',
  'compared.preparedWith': 'Ses entrées sont préparées par {file} avec {files} (seconde empreinte).',
  'isolation.private-files': 'sans accès aux autres fichiers de la machine',
  'isolation.private-processes': 'sans voir les autres processus',
  'notice.dangerous-allowed-old':
    'Le fichier de l’ancien modèle fait appel à des fonctions dont aucun modèle n’a besoin et qui peuvent tout faire sur la machine ({names}). Il aurait été refusé ; le plan l’a admis nommément.',
  'notice.dangerous-allowed-new':
    'Le fichier du nouveau modèle fait appel à des fonctions dont aucun modèle n’a besoin et qui peuvent tout faire sur la machine ({names}). Il aurait été refusé ; le plan l’a admis nommément.',
}
