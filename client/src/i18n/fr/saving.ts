import type { savingWords as english } from '../en/saving.ts';
import type { Translated } from '../translated.ts';

export const savingWords: Translated<typeof english> = {
  save: {
    loading: 'Ouverture…',
    onDevice: 'Sur cet appareil',
    onDeviceOffline: 'Sur cet appareil · hors ligne',
    shared: 'Sur cet appareil · partagé',
    notShared: 'Sur cet appareil · non partagé',
    sending: 'Enregistrement…',
    saved: 'Enregistré',
    error: 'Non enregistré',
    readOnly: 'Lecture seule',
    updateNeeded: 'Mise à jour requise',
    absent: 'Pas encore ici',
    removed: 'Pas sur cet appareil',
    unreadable: 'Illisible',
    short: {
      loading: 'Ouverture…',
      onDevice: 'Appareil',
      offline: 'Hors ligne',
      shared: 'Partagé',
      sending: 'Envoi…',
      saved: 'Enregistré',
      error: 'Non enregistré',
      readOnly: 'Lecture',
      updateNeeded: 'Mise à jour',
      absent: 'Pas encore ici',
      removed: 'Pas ici',
      unreadable: 'Illisible',
    },
    panel: 'État de l’enregistrement',
    explain: {
      loading: 'Écritoire lit le document sur cet appareil. Cela ne prend qu’un instant.',
      onDevice:
        'Tout ce que vous écrivez est gardé sur cet appareil. Le serveur n’est pas joignable\u202f; vos modifications partiront d’elles-mêmes dès qu’il le sera.',
      shared:
        'Tout ce que vous écrivez est gardé sur cet appareil et partagé avec les autres. Ce serveur ne confirme pas ce qu’il garde\u00a0: Écritoire ne peut pas promettre qu’il en a une copie.',
      notShared:
        'Tout ce que vous écrivez est gardé sur cet appareil. Le serveur refuse ce document\u00a0: personne d’autre ne reçoit vos modifications.',
      sending: 'Vos derniers mots sont en route. Rien n’est perdu si la connexion se coupe.',
      saved: 'Tout est gardé, sur cet appareil et sur le serveur. Vous pouvez fermer la page.',
      error:
        'Cet appareil n’a pas pu garder vos dernières modifications\u00a0: {{reason}} Elles sont toujours dans cette page\u202f; laissez-la ouverte et enregistrez une copie.',
      readOnly: 'Vous pouvez lire ce document. Le serveur n’accepte pas de modifications de votre part.',
      updateNeeded:
        'Ce document contient des parties écrites avec une version plus récente d’Écritoire. Il est montré tel quel et rien n’y est modifié.',
      absent:
        'Ce document n’est pas sur cet appareil et le serveur n’est pas joignable. Il viendra de lui-même avec la connexion.',
      unreadable: 'La copie gardée sur cet appareil ne peut pas être lue. Écritoire n’y touche pas et n’y change rien.',
      removed:
        'Il a été supprimé de cet appareil, dans un autre onglet. Rien de ce que vous écririez ici ne serait gardé.',
    },
    overHttp: 'Connecté autrement, un peu plus lentement\u00a0: votre réseau bloque la voie rapide.',
    intercepted:
      'Quelque chose sur ce réseau répond à la place du serveur, souvent une page de connexion. Identifiez-vous sur le réseau, puis réessayez.',
    onDeviceAt: 'Gardé sur cet appareil',
    onServerAt: 'Confirmé par le serveur',
    notYet: 'rien de neuf depuis l’ouverture',
    roomLeft: 'Place restante',
  },
  failure: {
    'quota-exceeded': 'le navigateur ne lui donne plus de place.',
    blocked: 'un autre onglet ne la libère pas.',
    'newer-version': 'une version plus récente d’Écritoire s’en occupe désormais.',
    corrupted: 'la copie enregistrée est illisible.',
    unavailable: 'le navigateur ne lui donne ici aucun stockage, comme en navigation privée.',
  },
};
