import type { libraryWords as english } from '../en/library.ts';
import type { Translated } from '../translated.ts';

export const libraryWords: Translated<typeof english> = {
  library: {
    columnTitle: 'Titre',
    columnFolder: 'Dossier',
    columnTrashed: 'Ici depuis',
    columnChanged: 'Modifié',
    columnState: 'État',
    noText: 'Pas encore de texte',
    showMore: 'Voir la suite',
    rowActions: 'Actions pour «\u00a0{{title}}\u00a0»',
    open: 'Ouvrir',
    rename: 'Renommer',
    copyLink: 'Copier le lien',
    saved: 'Enregistré',
    onDevice: 'Sur cet appareil',
    listUnavailable:
      'Ce navigateur ne donne ici aucun espace de stockage, comme en navigation privée. Vous pouvez écrire et partager, mais cette liste et vos textes quittent l’appareil quand vous fermez la fenêtre.',
    creationFailed: 'Le document n’a pas pu être créé\u00a0: {{reason}} Rien n’est perdu.',
  },
  empty: {
    title: 'Écrire, même sans réseau',
    text: 'Vos documents sont gardés sur cet appareil et rejoignent les autres dès qu’il y a du réseau.',
    templates: 'Ou partir d’un modèle',
  },
  templates: {
    minutes: 'Compte rendu de réunion',
    minutesAbout: 'Qui était là, ce qui s’est dit, qui fait quoi',
    decision: 'Note de décision',
    decisionAbout: 'La question, les options, le choix',
    checklist: 'Liste de contrôle',
    checklistAbout: 'Des étapes à cocher une à une',
  },
  rename: {
    title: 'Renommer',
    label: 'Titre',
    action: 'Renommer',
    failed: 'Le titre n’a pas pu être changé\u00a0: {{reason}}',
  },
  delete: {
    title_one: 'Supprimer «\u00a0{{title}}\u00a0» de cet appareil\u202f?',
    title_other: 'Supprimer {{count}} documents de cet appareil\u202f?',
    checking: 'Vérification de ce que le serveur a déjà…',
    isSaved: 'Le serveur a tout reçu. Qui a le lien peut encore l’y ouvrir.',
    isUnsaved:
      'Une partie n’est que sur cet appareil\u00a0: le serveur ne l’a pas encore. Si vous supprimez maintenant, cette partie est perdue pour de bon.',
    unsavedSince: 'Pas encore sur le serveur depuis\u00a0: {{when}}.',
    action: 'Supprimer de cet appareil',
    failed: 'Rien n’est supprimé\u00a0: {{reason}}',
    done_one: '«\u00a0{{title}}\u00a0» est supprimé de cet appareil',
    done_other: '{{count}} documents sont supprimés de cet appareil',
    everywhere:
      'Il part de tous vos appareils associés. Un appareil où il est ouvert, ou qui en a des mots que le serveur n’a pas, le garde dans la corbeille.',
    unlisted: 'Il ne sera plus possible de le remettre en place.',
  },
  link: {
    copied: 'Lien copié',
    title: 'Lien vers le document',
  },
};
