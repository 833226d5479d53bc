import { Extension, type Extensions, getSchema, Mark, Node } from '@tiptap/core';
import { ListItem } from '@tiptap/extension-list';
import { contentExtensions as today } from '../schema.ts';

/**
 * The schema of a version that does not exist: today's, and one more of everything, under the names of today's. Unit
 * tests write documents with it; the end-to-end tests build a client that has it. No client that is shipped has it.
 */
export const contentExtensions: Extensions = [
  ...today.filter(({ name }) => name !== 'listItem'),
  // A list item that begins with something else than a paragraph.
  ListItem.extend({ content: 'block+' }),
  Node.create({
    name: 'panel',
    group: 'block',
    content: 'block+',
    addAttributes: () => ({ kind: { default: 'info' }, icon: { default: null } }),
    parseHTML: () => [{ tag: 'aside' }],
    renderHTML: ({ HTMLAttributes }) => ['aside', HTMLAttributes, 0],
  }),
  Node.create({
    name: 'verse',
    group: 'block',
    content: 'inline*',
    renderHTML: () => ['div', { class: 'verse' }, 0],
  }),
  Node.create({
    name: 'seal',
    group: 'block',
    atom: true,
    addAttributes: () => ({ number: { default: 0 }, of: { default: null } }),
    renderHTML: ({ node }) => ['div', { class: 'seal' }, `№ ${node.attrs['number']}`],
  }),
  Node.create({
    name: 'mention',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ person: { default: null } }),
    renderHTML: ({ node }) => ['span', { class: 'mention' }, `@${node.attrs['person']}`],
  }),
  Mark.create({
    name: 'sparkle',
    addAttributes: () => ({ colour: { default: null } }),
    renderHTML: () => ['span', { class: 'sparkle' }, 0],
  }),
  Mark.create({
    name: 'remark',
    excludes: '',
    addAttributes: () => ({ thread: { default: null }, by: { default: null } }),
    renderHTML: () => ['span', { class: 'remark' }, 0],
  }),
  Extension.create({
    name: 'mood',
    addGlobalAttributes: () => [
      {
        types: ['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList'],
        attributes: { mood: { default: null } },
      },
      { types: ['bold'], attributes: { weight: { default: null } } },
    ],
  }),
];

export const contentSchema = getSchema(contentExtensions);
