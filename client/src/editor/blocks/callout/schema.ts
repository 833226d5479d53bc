import { type Command, Node, wrappingInputRule } from '@tiptap/core';
import type { BlockSchema } from '../contract.ts';
import { findWrapper, toggleWrapper } from '../wrapping.ts';
import type { CalloutKind } from './callout-kinds.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Puts the selected blocks into a callout; makes one of another kind this kind; takes them out of one of this kind. */
      toggleCallout: (kind: CalloutKind) => ReturnType;
    };
  }
}

/** Blocks that stand out: a piece of information, a warning, a success or a tip. */
const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: {
      default: 'info',
      parseHTML: (element) => element.getAttribute('data-callout') || 'info',
      renderHTML: ({ kind }) => ({ 'data-callout': String(kind) }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, role: 'note' }, 0],
  addCommands: () => ({ toggleCallout }),
  addInputRules() {
    return [wrappingInputRule({ find: /^!!!\s$/, type: this.type, joinPredicate: () => false })];
  },
});

/** An attribute that changes: words that somebody types in it meanwhile stay where they are. */
const toggleCallout =
  (kind: CalloutKind): Command =>
  (props) => {
    const { tr, dispatch } = props;
    const found = findWrapper(tr.selection, 'callout');
    if (found === undefined || found.node.attrs['kind'] === kind) return toggleWrapper('callout', { kind })(props);
    dispatch?.(tr.setNodeAttribute(found.position, 'kind', kind));
    return true;
  };

export const schema: BlockSchema = { extensions: [Callout], kinds: { callout: 'wrapper' } };
