import type { documentWords as english } from '../en/document.ts';
import type { Translated } from '../translated.ts';

export const documentWords: Translated<typeof english> = {
  document: {
    title: 'Titre',
    text: 'Texte du document',
    textOf: 'Texte de «\u00a0{{title}}\u00a0»',
    placeholder: 'Écrivez ici',
    changed: 'Modifié {{when}}',
    openSidebar: 'Afficher le volet',
    closeSidebar: 'Masquer le volet',
    more: 'Plus',
    blockGone: 'Le bloc vers lequel mène ce lien n’est plus dans le document.',
    share: 'Partager',
    shareText: 'Qui a ce lien et accède à ce serveur peut lire et modifier le document.',
    copyLink: 'Copier le lien',
    renameTitle: 'Renommer',
    saveAsFile: 'Enregistrer le texte dans un fichier',
    shortcuts: 'Raccourcis clavier',
    words_one: '{{count}} mot',
    words_other: '{{count}} mots',
    characters_one: '{{count}} caractère',
    characters_other: '{{count}} caractères',
    reading_one: '{{count}} minute de lecture',
    reading_other: '{{count}} minutes de lecture',
    copyAsMarkdown: 'Copier en Markdown',
    copiedAsMarkdown: 'Le document est dans le presse-papiers, en Markdown.',
    copyRefused:
      'Le navigateur ne laisse pas Écritoire copier ici. « Enregistrer le texte dans un fichier » donne les mêmes mots.',
    outline: 'Sur cette page',
  },
  phase: {
    fetching: 'Le document arrive du serveur',
    absentTitle: 'Pas encore sur cet appareil',
    absentText:
      'Ce document n’a jamais été ouvert ici, et le serveur n’est pas joignable. Il apparaîtra de lui-même dès qu’il y aura une connexion.',
    unreadableTitle: 'La copie de cet appareil est illisible',
    unreadableText: 'Écritoire n’y a rien changé. Raison\u00a0: {{reason}}',
    unreadableAwaited:
      'Si le serveur a le document, il s’ouvrira de là-bas de lui-même dès qu’il y aura une connexion.',
    unreadableEverywhere:
      'Le serveur n’en a pas de texte non plus. Rechargez d’abord la page\u202f; les personnes qui ont ouvert le document en ont encore le texte.',
    unreadableNewer: 'Passez à la nouvelle version pour continuer.',
    removedTitle: 'Ce document n’est plus sur cet appareil',
    removedText: 'Il a été supprimé ici, depuis un autre onglet. Qui a le lien et une copie peut encore l’ouvrir.',
    frozen: {
      content: {
        title: 'Ce document demande une version plus récente d’Écritoire',
        text: 'Une partie est construite d’une façon que cette version pourrait abîmer. Vous pouvez la lire ici\u202f; rien n’est modifié dans le document.',
      },
      writer: {
        title: 'Ce document ne se modifie qu’avec une version plus récente d’Écritoire',
        text: 'Il a été fait avec elle. Vous pouvez le lire ici\u202f; rien n’est modifié dans le document.',
      },
      reader: {
        title: 'Ce document ne s’ouvre qu’avec une version plus récente d’Écritoire',
        text: 'Voici ses mots, peut-être pas tous, et sans leur mise en forme. Passez à la nouvelle version pour le voir tel qu’il est\u202f; rien n’est modifié dans le document.',
      },
    },
    updateAction: 'Passer à la nouvelle version',
    updateLook: 'Chercher encore',
    update: {
      offered: 'La nouvelle version est sur cet appareil, prête.',
      looking: 'Recherche de la nouvelle version…',
      absent: 'Le serveur ne l’a pas encore. Dites-le à la personne qui s’occupe d’Écritoire chez vous.',
      unreachable: 'Le serveur ne répond pas pour l’instant. La nouvelle version viendra avec la connexion.',
      taking: 'Un instant\u00a0: passage à la nouvelle version…',
      'held-back':
        'La nouvelle version attend\u00a0: une fenêtre d’Écritoire contient des modifications que cet appareil n’a pas encore pu garder. Vous pouvez continuer à écrire.',
      failed: 'La nouvelle version n’a pas pu démarrer. Vous continuez avec celle-ci, rien n’est perdu.',
    },
    errorTitle: 'Cet appareil n’a pas pu garder vos dernières modifications.',
    errorText:
      'Raison\u00a0: {{reason}} Écritoire réessaie et le texte est toujours dans cette page\u00a0: laissez-la ouverte et enregistrez une copie dans un fichier.',
    unavailableTitle: 'Cet appareil ne garde pas ce texte.',
    unavailableText:
      'Le navigateur ne donne ici aucun stockage, comme en navigation privée. Enregistrez une copie avant de la fermer.',
    newerTitle: 'Une version plus récente d’Écritoire s’occupe désormais de ce document.',
    newerText:
      'Cette page est d’une version plus ancienne et ne peut plus rien garder ici. Ce que vous tapez est encore dans cette page\u00a0: laissez le serveur le recevoir, ou enregistrez une copie, puis passez à la nouvelle version.',
    saveCopy: 'Enregistrer une copie',
    damageAwaitedTitle: 'Une partie de ce document est illisible sur cet appareil.',
    damageAwaitedText:
      'Tout le reste est là. La partie manquante reviendra d’elle-même du serveur, ou d’un autre onglet, s’ils l’ont.',
    damagePartialTitle: 'Une partie de ce document manque peut-être.',
    damagePartialText:
      'Elle est illisible sur cet appareil. Ce que le serveur en avait est revenu\u202f; des mots tapés ici et pas encore envoyés sont peut-être dans la partie abîmée.',
    damageReplacedTitle: 'Voici la copie du document qu’a le serveur.',
    damageReplacedText:
      'La copie de cet appareil est illisible. Des mots tapés ici et pas encore envoyés s’y trouvent peut-être.',
    damageWholeTitle: 'Ce document est de nouveau entier.',
    damageWholeText: 'Une partie était illisible sur cet appareil. Tout est revenu du serveur ou d’un autre onglet.',
    damageKept:
      'La partie abîmée reste telle quelle. Enregistrez-la dans un fichier pour la personne qui s’occupe d’Écritoire chez vous\u00a0: on peut encore y retrouver des mots.',
    saveDamage: 'Enregistrer la partie abîmée',
    restoredTitle: 'Le navigateur avait supprimé ce document de cet appareil.',
    restoredText:
      'Écritoire l’a enregistré de nouveau depuis cette page, en entier. Les réglages disent comment demander au navigateur de le garder.',
    refusedTitle: 'Le serveur refuse ce document.',
    refusedText: 'Vous pouvez continuer à écrire\u202f; tout reste sur cet appareil et personne d’autre ne le reçoit.',
    tooLargeTitle: 'Ce document est plus grand que ce que le serveur accepte.',
    tooLargeText:
      'Ce que vous écrivez reste sur cet appareil et personne d’autre ne le reçoit. Déplacez une partie dans un nouveau document, supprimez-la ici, puis réessayez.',
    nearLimitTitle: 'Ce document atteint presque la taille que le serveur accepte.',
    nearLimitText:
      'Tout est encore enregistré. Déplacez-en une partie dans un nouveau document tant qu’il reste de la place.',
  },
  reading: {
    focus: 'Le texte seul',
    focusSynonyms: 'mode concentration calme zen focus distraction',
    focused: 'Seul le texte est affiché. Échap ou le bouton en haut fait revenir le reste.',
    leaveFocus: 'Tout afficher à nouveau',
    wide: 'Pleine largeur',
    measured: 'Largeur d’une page',
    wideSynonyms: 'large étroit marges pleine largeur page',
    showInvisibles: 'Afficher les caractères invisibles',
    hideInvisibles: 'Masquer les caractères invisibles',
    invisiblesSynonyms: 'espaces pied de mouche marques paragraphe insécables',
  },
  people: {
    here_one: '{{count}} personne ici',
    here_other: '{{count}} personnes ici',
    you: 'vous',
    list: 'Personnes présentes',
    joined: '{{names}}\u00a0: arrivée',
    left: '{{names}}\u00a0: départ',
    someone: 'Quelqu’un',
    goTo: 'Aller vers {{name}}',
    follow: 'Suivre {{name}}',
    followed: 'Vous suivez {{name}}.',
    unfollowed: 'Vous ne suivez plus {{name}}.',
    stopFollowing: 'Ne plus suivre',
    noCaret: '{{name}} n’est encore nulle part dans le texte.',
  },
  announce: {
    offline: 'Pas de connexion. Ce que vous écrivez est gardé sur cet appareil.',
    online: 'Connexion rétablie.',
    refused: 'Le serveur refuse ce document. Ce que vous écrivez est gardé sur cet appareil.',
    error: 'Cet appareil n’a pas pu garder vos dernières modifications. Laissez cette page ouverte.',
  },
};
