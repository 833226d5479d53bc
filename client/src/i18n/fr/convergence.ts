import type { convergenceWords as english } from '../en/convergence.ts';
import type { Translated } from '../translated.ts';

export const convergenceWords: Translated<typeof english> = {
  convergence: {
    panel: 'Vos documents sur cet appareil',
    upToDate: 'À jour',
    partly_one: 'À jour, sauf {{count}} document',
    partly_other: 'À jour, sauf {{count}} documents',
    looking: 'Recherche de nouveautés…',
    working: 'Mise à jour\u00a0: {{done}} sur {{total}}…',
    paused: 'Mise à jour en pause',
    offline: 'Hors ligne',
    unreachable: 'Le serveur ne répond pas',
    intercepted: 'Le réseau demande à s’identifier',
    deviceFull: 'Plus de place sur cet appareil',
    savingData: 'Économie de données',
    explain: {
      upToDate:
        'Les documents que vous avez utilisés en dernier sont ici, avec tout ce que les autres ont écrit, et s’ouvrent sans réseau.',
      partly: 'Les autres documents utilisés en dernier sont ici, avec tout ce que les autres ont écrit.',
      looking:
        'Ce que les autres ont écrit arrive, et ce qui n’est que sur cet appareil part. Vous pouvez continuer à écrire.',
      working:
        'Ce que les autres ont écrit arrive, et ce qui n’est que sur cet appareil part. Vous pouvez continuer à écrire.',
      paused:
        'Les documents qui ne sont pas ouverts ne sont ni reçus ni envoyés jusqu’à la reprise. Ceux que vous ouvrez le sont.',
      offline:
        'Vos documents s’ouvrent tels qu’ils ont été reçus en dernier. La suite viendra d’elle-même avec le réseau.',
      unreachable: 'Vos documents s’ouvrent tels qu’ils ont été reçus en dernier. Écritoire réessaie de lui-même.',
      intercepted:
        'Quelque chose sur ce réseau répond à la place du serveur, souvent une page de connexion. Identifiez-vous sur le réseau, puis réessayez.',
      deviceFull:
        'Le navigateur ne donne plus de place à Écritoire\u00a0: plus rien n’est reçu. Vos documents restent tels quels. Faites de la place, puis réessayez.',
      savingData:
        'Votre navigateur économise les données\u00a0: seules vos modifications partent. Celles des autres viennent quand vous ouvrez un document, ou maintenant si vous voulez.',
    },
    last: 'Dernier passage',
    pause: 'Mettre en pause',
    goOn: 'Reprendre',
    fetchNow: 'Essayer maintenant',
    skipped_one: '{{count}} document a été laissé de côté',
    skipped_other: '{{count}} documents ont été laissés de côté',
    more_one: 'et {{count}} autre',
    more_other: 'et {{count}} autres',
    reason: {
      'quota-exceeded': 'Cet appareil n’a pas de place pour lui.',
      blocked: 'Une autre fenêtre ne le libère pas.',
      'newer-version': 'Une version plus récente d’Écritoire s’en occupe.',
      corrupted: 'Sa copie sur cet appareil est illisible. Ouvrez-le pour voir ce qui est possible.',
      unavailable: 'Le navigateur ne lui donne ici aucun stockage.',
      'too-large': 'Il est trop grand pour le serveur. Ce que vous avez écrit est sur cet appareil.',
      refused: 'Le serveur le refuse.',
      'read-only': 'Le serveur n’accepte pas vos modifications. Elles sont sur cet appareil.',
      nowhere: 'Le serveur ne l’a pas encore. Il viendra quand l’appareil qui l’a écrit sera en ligne.',
      unanswered: 'Le serveur a mis trop de temps.',
      unreachable: 'La connexion s’est coupée à chaque fois.',
      defect: 'Écritoire n’a pas pu s’en charger. Il est laissé tel quel.',
    },
  },
};
