import type { Language } from '../../i18n/language.ts';

export type TemplateId = 'minutes' | 'decision' | 'checklist';

/** One block of a starter text, in the terms of the editor's schema. */
export type StarterBlock =
  | { readonly heading: string }
  | { readonly paragraph: string }
  | { readonly bullets: readonly string[] }
  | { readonly tasks: readonly string[] };

export interface StarterText {
  readonly title: string;
  readonly blocks: readonly StarterBlock[];
}

/** What a document made from a template holds, in the language of the person who makes it. */
export const starterTexts: Readonly<Record<Language, Readonly<Record<TemplateId, StarterText>>>> = {
  en: {
    minutes: {
      title: 'Meeting minutes',
      blocks: [
        { paragraph: 'Date and place: ' },
        { paragraph: 'Present: ' },
        { heading: 'Agenda' },
        { bullets: ['First point', 'Second point'] },
        { heading: 'What was said' },
        { paragraph: '' },
        { heading: 'Decisions' },
        { bullets: ['We decide to…'] },
        { heading: 'Who does what' },
        { tasks: ['Name: task, by when', 'Name: task, by when'] },
        { heading: 'Next meeting' },
        { paragraph: 'Date, place, points to prepare' },
      ],
    },
    decision: {
      title: 'Decision note',
      blocks: [
        { heading: 'The question' },
        { paragraph: 'In one sentence: what has to be decided, and by when?' },
        { heading: 'What we know' },
        { paragraph: '' },
        { heading: 'Options' },
        { bullets: ['Option A: what it brings, what it costs', 'Option B: what it brings, what it costs'] },
        { heading: 'Proposal' },
        { paragraph: '' },
        { heading: 'Decision' },
        { paragraph: 'Taken on … by …' },
        { tasks: ['First step, by whom'] },
      ],
    },
    checklist: {
      title: 'Checklist',
      blocks: [
        { paragraph: 'What this list is for, and who uses it.' },
        { heading: 'Before' },
        { tasks: ['First step', 'Second step'] },
        { heading: 'During' },
        { tasks: ['First step', 'Second step'] },
        { heading: 'After' },
        { tasks: ['First step', 'Second step'] },
      ],
    },
  },
  fr: {
    minutes: {
      title: 'Compte rendu de réunion',
      blocks: [
        { paragraph: 'Date et lieu\u00a0: ' },
        { paragraph: 'Présents\u00a0: ' },
        { heading: 'Ordre du jour' },
        { bullets: ['Premier point', 'Deuxième point'] },
        { heading: 'Ce qui s’est dit' },
        { paragraph: '' },
        { heading: 'Décisions' },
        { bullets: ['Il est décidé de…'] },
        { heading: 'Qui fait quoi' },
        { tasks: ['Nom\u00a0: tâche, échéance', 'Nom\u00a0: tâche, échéance'] },
        { heading: 'Prochaine réunion' },
        { paragraph: 'Date, lieu, points à préparer' },
      ],
    },
    decision: {
      title: 'Note de décision',
      blocks: [
        { heading: 'La question' },
        { paragraph: 'En une phrase\u00a0: que faut-il décider, et pour quand\u202f?' },
        { heading: 'Ce que l’on sait' },
        { paragraph: '' },
        { heading: 'Options' },
        {
          bullets: [
            'Option A\u00a0: ce qu’elle apporte, ce qu’elle coûte',
            'Option B\u00a0: ce qu’elle apporte, ce qu’elle coûte',
          ],
        },
        { heading: 'Proposition' },
        { paragraph: '' },
        { heading: 'Décision' },
        { paragraph: 'Prise le … par …' },
        { tasks: ['Première étape, par qui'] },
      ],
    },
    checklist: {
      title: 'Liste de contrôle',
      blocks: [
        { paragraph: 'À quoi sert cette liste, et qui s’en sert.' },
        { heading: 'Avant' },
        { tasks: ['Première étape', 'Deuxième étape'] },
        { heading: 'Pendant' },
        { tasks: ['Première étape', 'Deuxième étape'] },
        { heading: 'Après' },
        { tasks: ['Première étape', 'Deuxième étape'] },
      ],
    },
  },
};
