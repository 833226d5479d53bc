import { Extension } from '@tiptap/core';
import { createAsOne } from '../as-one.ts';
import { mentionsOf } from './mentions.ts';
import './mention.css';

/** A mention is one thing for the caret. */
export const editorView = Extension.create({
  name: 'mentionEditing',
  addProseMirrorPlugins: () => [createAsOne(mentionsOf)],
});
