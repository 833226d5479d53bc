import { createPart } from '../../part.ts';

/** The grammars of the languages that code is coloured in. */
export const codeGrammars = createPart(() =>
  import('../../../editor/blocks/code-block/tokenize-code.ts').then((part) => part.tokenizeCode),
);
