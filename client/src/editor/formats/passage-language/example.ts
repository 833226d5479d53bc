import type { FormatExample } from '../contract.ts';

export const example: FormatExample = {
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'The ' },
        { type: 'text', text: 'préfecture', marks: [{ type: 'passageLanguage', attrs: { language: 'fr' } }] },
        { type: 'text', text: ' and ' },
        { type: 'text', text: 'Gemeinde', marks: [{ type: 'passageLanguage', attrs: { language: 'de-CH' } }] },
      ],
    },
  ],
  markdown: 'The <span lang="fr">préfecture</span> and <span lang="de-CH">Gemeinde</span>',
  drawn: { 'span[lang="fr"]': 'préfecture', 'span[lang="de-CH"]': 'Gemeinde' },
};
