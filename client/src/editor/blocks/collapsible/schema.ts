import { type Command, InputRule, Node } from '@tiptap/core';
import { NodeRange } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { liftTarget } from '@tiptap/pm/transform';
import type { BlockSchema } from '../contract.ts';
import { findWrapper, toggleWrapper } from '../wrapping.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    collapsible: {
      /** Puts the selected blocks into a section whose title is the first of them, or takes all out of the one they are in. */
      toggleCollapsible: () => ReturnType;
    };
  }
}

/**
 * A section that everybody opens and closes for themselves. Its first block is its title, whatever block that is: the
 * schema asks for none, so that no two changes that meet can leave a section that the binding would remove.
 */
const Collapsible = Node.create({
  name: 'collapsible',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-collapsible]' }, { tag: 'details', contentElement: withTitleAsBlock }],
  // Not `details`: other programs that it is copied into would hide its words, or lose them.
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-collapsible': '' }, 0],
  addCommands: () => ({ toggleCollapsible: () => (props) => takeOut(props) || putIn(props) }),
  addInputRules: () => [
    new InputRule({
      find: /^>>>\s$/,
      handler: ({ range, chain }) => void chain().deleteRange(range).toggleCollapsible().run(),
    }),
  ],
});

/** The summary of foreign HTML, its words as a paragraph. */
function withTitleAsBlock(details: HTMLElement): HTMLElement {
  const summary = [...details.children].find(({ localName }) => localName === 'summary');
  if (summary === undefined) return details;
  const copy = details.ownerDocument.createElement('div');
  const hasBlocks = summary.querySelector('p, h1, h2, h3, h4, h5, h6, ul, ol, pre, table, div') !== null;
  const title = details.ownerDocument.createElement(hasBlocks ? 'div' : 'p');
  title.append(...[...summary.childNodes].map((node) => node.cloneNode(true)));
  const rest = [...details.childNodes].filter((node) => node !== summary).map((node) => node.cloneNode(true));
  copy.append(title, ...rest);
  return copy;
}

const takeOut: Command = ({ tr, dispatch }) => {
  const found = findWrapper(tr.selection, 'collapsible');
  if (found === undefined) return false;
  const [start, end] = [found.position + 1, found.position + found.node.nodeSize - 1].map((at) => tr.doc.resolve(at));
  if (start === undefined || end === undefined) return false;
  const range = new NodeRange(start, end, found.depth);
  const target = liftTarget(range);
  if (target === null) return false;
  if (dispatch !== undefined) tr.lift(range, target);
  return true;
};

/** With a title where there would be none, and with a line to go on in where there would be nothing to hide. */
const putIn: Command = (props) => {
  if (!toggleWrapper('collapsible')(props)) return false;
  const { tr, state, dispatch } = props;
  const found = dispatch && findWrapper(tr.selection, 'collapsible');
  const line = state.schema.nodes['paragraph']?.createAndFill();
  if (found === undefined || !line) return true;
  if (found.node.firstChild?.isTextblock !== true) {
    tr.insert(found.position + 1, line);
    tr.setSelection(TextSelection.create(tr.doc, found.position + 2));
  } else if (found.node.childCount === 1) tr.insert(found.position + found.node.nodeSize - 1, line);
  return true;
};

export const schema: BlockSchema = { extensions: [Collapsible], kinds: { collapsible: 'wrapper' } };
