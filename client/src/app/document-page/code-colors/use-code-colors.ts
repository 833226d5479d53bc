import { type RefObject, useEffect } from 'react';
import { paintCode } from '../../../editor/blocks/code-block/paint-code.ts';
import { codeGrammars } from './code-colors-part.ts';

/** Colours the code in a document, wherever below that element it is shown. */
export function useCodeColors(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (root.current === null) return;
    return paintCode(root.current, loadGrammars).dispose;
  }, [root]);
}

async function loadGrammars() {
  const grammars = await codeGrammars.load();
  return grammars.ok ? grammars.value : undefined;
}
