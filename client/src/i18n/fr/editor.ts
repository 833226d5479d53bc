import type { editorWords as english } from '../en/editor.ts';
import type { Translated } from '../translated.ts';

export const editorWords: Translated<typeof english> = {
  toolbar: {
    label: 'Outils de texte',
    undo: 'Annuler',
    redo: 'Rétablir',
    blockType: 'Type de bloc',
    bold: 'Gras',
    italic: 'Italique',
    underline: 'Souligné',
    strike: 'Barré',
    code: 'Code',
    link: 'Lien',
    colors: 'Couleurs',
    clearFormatting: 'Effacer la mise en forme',
    more: 'Plus d’outils',
  },
  linkPanel: {
    title: 'Lien',
    address: 'Adresse',
    placeholder: 'https://',
    apply: 'Appliquer',
    remove: 'Retirer le lien',
    open: 'Ouvrir',
    error: 'Écrivez une adresse web (https://…), une adresse électronique ou un numéro de téléphone.',
  },
  shortcuts: {
    link: 'Lien, sur les mots sélectionnés',
    title: 'Raccourcis clavier',
    text: 'Texte',
    blocks: 'Blocs',
    moving: 'Se déplacer',
    toToolbar: 'Du texte aux outils',
    toText: 'Des outils au texte',
    nextRegion: 'Partie suivante de la page',
    indent: 'Décaler dans une liste',
    outdent: 'Ramener dans une liste',
    openLink: 'Ouvrir le lien vers un document',
    lineBreak: 'Nouvelle ligne dans le même bloc',
    panel: 'Cette liste',
  },
};
