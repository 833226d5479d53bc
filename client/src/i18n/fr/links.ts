import type { linkWords as english } from '../en/links.ts';
import type { Translated } from '../translated.ts';

export const linkWords: Translated<typeof english> = {
  documentLink: {
    list: 'Documents vers lesquels faire un lien',
    found_one: '{{count}} document',
    found_other: '{{count}} documents',
    none: 'Écrivez un titre pour trouver un document',
    create: 'Nouveau document nommé «\u00a0{{title}}\u00a0»',
    absent: 'pas sur cet appareil',
    trashed: 'dans la corbeille',
  },
  linkedFrom: {
    title: 'Mentionné dans',
    more_one: 'En montrer {{count}} de plus',
    more_other: 'En montrer {{count}} de plus',
  },
};
