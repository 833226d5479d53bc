import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { drawInvisibles } from '../../../editor/invisibles/draw-invisibles.ts';
import { usePreference } from '../../preferences.ts';

/** Shows what cannot be seen in the text, while the person wants that. */
export function Invisibles({ editor }: { readonly editor: Editor }) {
  const areShown = usePreference('areInvisiblesShown');
  useEffect(() => (areShown ? drawInvisibles(editor) : undefined), [areShown, editor]);
  return null;
}
