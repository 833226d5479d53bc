import type { searchWords as en } from '../en/search.ts';
import type { Translated } from '../translated.ts';

export const searchWords: Translated<typeof en> = {
  search: {
    title: 'Rechercher',
    label: 'Rechercher dans les titres et les textes, sur cet appareil',
    placeholder: 'Rechercher dans les titres et les textes',
    results: 'Documents trouvés',
    recent: 'Documents récents',
    count_one: '{{count}} document trouvé',
    count_other: '{{count}} documents trouvés',
    firstOf: 'Les {{shown}} meilleurs sur {{total}}',
    similar: 'Aucun document ne contient exactement ces mots. En voici de proches.',
    none: 'Aucun document trouvé pour «\u00a0{{text}}\u00a0».',
    noneHint:
      'Tous les mots doivent être dans un même document. Essayez moins de mots, ou seulement le début d’un mot.',
    clear: 'Afficher tous les documents',
    reading: 'Lecture en cours\u00a0: {{read}} documents sur {{total}}',
    unavailable: 'Ce navigateur ne laisse pas de place à la recherche\u00a0: seuls les titres sont parcourus.',
    newNamed: 'Nouveau document «\u00a0{{title}}\u00a0»',
    hint: 'Flèches pour choisir, Entrée pour ouvrir. Les mots entre guillemets sont trouvés tels quels\u00a0; > montre ce que vous pouvez faire.',
    actions: 'Ce que vous pouvez faire ici',
    actionsHint: 'Flèches pour choisir, Entrée pour le faire. Échap rend la page.',
    noAction: 'Rien de ce qui peut être fait ici ne porte ce nom.',
    findAction: 'Trouver une action',
    choice: '{{setting}}\u00a0: {{choice}}',
    settingsSynonyms: 'préférences options nom appareils relier stockage guillemets typographie',
    themeSynonyms: 'thème couleurs nuit',
  },
};
