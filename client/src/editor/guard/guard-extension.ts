import { Extension } from '@tiptap/core';
import { type KeepForeignOptions, keepForeign } from './keep-foreign.ts';
import { createIsAnchor } from './skeleton.ts';
import { stagedWrites } from './staged-writes.ts';

/** Keeps the unknown parts of a document as they are while everything around them is edited. */
export const createGuardExtension = (options: KeepForeignOptions) =>
  Extension.create({
    name: 'foreignGuard',
    // Before every other plugin: a key that would delete an unknown part must meet this one first.
    priority: 10_000,
    addProseMirrorPlugins: () => [keepForeign(options), stagedWrites(createIsAnchor(options.foreign.nodes))],
  });
