import type { frameWords as english } from '../en/frame.ts';
import type { Translated } from '../translated.ts';

export const frameWords: Translated<typeof english> = {
  common: {
    cancel: 'Annuler',
    close: 'Fermer',
    retry: 'Réessayer',
    reload: 'Recharger',
    repair: 'Réparer Écritoire',
    untitled: 'Sans titre',
    toLibrary: 'Tous les documents',
    skipToContent: 'Aller au contenu',
    newDocument: 'Nouveau document',
    settings: 'Réglages',
    loading: 'Un instant',
    justNow: 'à l’instant',
  },
  sidebar: {
    label: 'Documents et réglages',
    recent: 'Récents',
    onDevice: 'Sur cet appareil',
  },
  notice: {
    label: 'Avis',
    newVersion: 'Nouvelle version prête',
    newVersionAction: 'L’utiliser',
    newVersionTaking: 'Un instant\u00a0: passage à la nouvelle version…',
    newVersionHeldBack:
      'La nouvelle version attend\u00a0: une fenêtre d’Écritoire contient des modifications que cet appareil n’a pas encore pu garder. Vous pouvez continuer à écrire.',
    newVersionFailed: 'La nouvelle version n’a pas pu démarrer. Vous continuez avec celle-ci, rien n’est perdu.',
    offlineReady: 'Écritoire s’ouvre maintenant aussi sans réseau.',
    insecure:
      'Cette adresse n’est pas sécurisée (http). Vous pouvez écrire et votre texte est gardé sur cet appareil, mais Écritoire ne peut pas s’ouvrir ici sans réseau. Demandez une adresse qui commence par https.',
    dismiss: 'Masquer',
  },
  notFound: {
    title: 'Il n’y a rien à cette adresse',
    text: 'Le lien a peut-être été coupé en le copiant. Vos documents sont tous dans la liste.',
    page: 'Page introuvable',
  },
  missingPart: {
    title: 'Une partie d’Écritoire n’a pas pu être chargée',
    text: 'Vos textes sont sur cet appareil, intacts. Le plus souvent, le réseau a manqué un instant.',
    help: 'Si réessayer et recharger ne suffit pas\u00a0:',
  },
  crash: {
    title: 'Cette page a rencontré un problème',
    text: 'Tout ce qui était gardé avant est en sûreté sur cet appareil. Recharger suffit le plus souvent.',
    repair: 'Si cela ne suffit pas\u00a0:',
    report: 'Si cela se reproduit, dites-le à la personne qui s’occupe d’Écritoire chez vous, avec ces lignes\u00a0:',
  },
};
