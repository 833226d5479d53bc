import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { fold } from '../../../i18n/fold.ts';
import { type CompletionSource, completionPriority, createCompletion } from '../../completion/completion.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { mentionsOf } from './mentions.ts';
import type { People, Person } from './people.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    mention: {
      /** Asks for a person at the caret, behind what is selected. */
      startMention: () => ReturnType;
    };
  }
}

/** One line of the list. */
export type Choice =
  | { readonly kind: 'person'; readonly person: Person }
  /** Somebody who is not here, by what was typed. */
  | { readonly kind: 'other'; readonly name: string };

const mostChoices = 8;
const longestName = 60;

/** The list of people behind `@`. An address has it in the middle of a word; a name is at most three words. */
export const mentionCompletion = createCompletion<Choice>({
  name: 'mentionCompletion',
  sign: '@',
  canFollow: (before) => /(^|[\s\ufffc(])$/.test(before),
  canBe: (query) => /^([\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'.-]*( |$)){0,3}$/u.test(query),
});

/**
 * Those who fit what has been typed: who is here, then who is mentioned in the document already; last the name as it was
 * typed.
 */
export const createMentionSource = (editor: Editor, people: People): CompletionSource<Choice> => ({
  choicesFor(typed) {
    const language = editor.view.dom.lang || 'en';
    const name = typed.trim();
    const query = fold(name, language);
    const found = everybody(people.here(), mentionedIn(editor.state.doc))
      .filter((person) => isBegun(fold(person.name, language), query))
      .slice(0, mostChoices)
      .map((person): Choice => ({ kind: 'person', person }));
    const isKnown = found.some((choice) => choice.kind === 'person' && fold(choice.person.name, language) === query);
    return name === '' || isKnown ? found : [...found, { kind: 'other', name }];
  },
  /** A step of its own for undo, which gives back what was typed. */
  take({ from, to }, choice) {
    const { state, view } = editor;
    const mention = state.schema.marks['personMention'];
    if (mention === undefined) return;
    const [name, person] =
      choice.kind === 'person' ? [choice.person.name, choice.person.id || null] : [choice.name, null];
    const marks = mention.create({ person }).addToSet(state.doc.resolve(from).marks());
    undoPartsOf(state).undoManager.stopCapturing();
    view.dispatch(state.tr.replaceWith(from, to, state.schema.text(`@${name}`, marks)).scrollIntoView());
  },
});

/** Any of the words of a name begins with it, and the words after it go on. */
const isBegun = (name: string, query: string): boolean => name.startsWith(query) || name.includes(` ${query}`);

/** Each name once: whoever is here is who they are. */
function everybody(here: readonly Person[], mentioned: readonly Person[]): readonly Person[] {
  const byName = new Map<string, Person>();
  for (const person of [...here, ...mentioned])
    if (person.name !== '' && !byName.has(person.name)) byName.set(person.name, person);
  return [...byName.values()];
}

const mentionedByText = new WeakMap<Node, readonly Person[]>();

/** Who is mentioned in a text. Read once for each state of it, and only while somebody looks for a person. */
function mentionedIn(doc: Node): readonly Person[] {
  const known = mentionedByText.get(doc);
  if (known !== undefined) return known;
  const people: Person[] = [];
  doc.descendants((block) => {
    for (const { words, mark } of mentionsOf(block)) {
      const id: unknown = mark.attrs['person'];
      people.push({ id: typeof id === 'string' ? id : '', name: words.replace(/^@/, '').trim().slice(0, longestName) });
    }
    return !block.isTextblock;
  });
  mentionedByText.set(doc, people);
  return people;
}

/** Offers the people of the document to whoever types `@` behind a space or at the beginning of a line. */
export const createMentionCompletion = (people: People) =>
  Extension.create({
    name: 'mentionCompletion',
    priority: completionPriority,
    addCommands: () => ({
      startMention:
        () =>
        ({ tr, dispatch }) =>
          mentionCompletion.openByTool(tr, dispatch),
    }),
    addProseMirrorPlugins() {
      return [mentionCompletion.createPlugin(this.editor, createMentionSource(this.editor, people))];
    },
  });
