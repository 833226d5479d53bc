import { Fragment, type Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { getRelativeSelection, type ProsemirrorBinding, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { IsAnchor } from './skeleton.ts';

/**
 * Makes the binding write a change gap by gap, between the parts this version does not know.
 *
 * Given a large change at once (select all and paste, a drop) the binding pairs old and new blocks by position, or by
 * where a block that looks moved went, and would write a copy of an unknown part over another block and delete the
 * original. Given one gap at a time, with no node object in it twice, it finds everything outside the gap where it was.
 *
 * Trap: this replaces a method of y-tiptap 3.0.9 that is public in name only.
 */
export function stagedWrites(isAnchor: IsAnchor): Plugin {
  return new Plugin({
    view: (view) => {
      const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(view.state)?.binding;
      if (typeof binding?._prosemirrorChanged !== 'function')
        throw new Error('The editor binding is not the one that unknown parts are safe with');
      binding._prosemirrorChanged = (doc) =>
        binding.doc.transact(() => {
          for (const stage of new Staging(binding, isAnchor).towards(doc))
            updateYFragment(binding.doc, binding.type, stage, binding);
          binding.beforeTransactionSelection = getRelativeSelection(binding, view.state);
        }, ySyncPluginKey);
      return {};
    },
  });
}

/** One change on its way into the shared document. */
class Staging {
  readonly #binding: ProsemirrorBinding;
  readonly #isAnchor: IsAnchor;
  /** The nodes of the editor's document, by the copies that stand for them in the stages. */
  readonly #originals = new Map<unknown, Node>();

  constructor(binding: ProsemirrorBinding, isAnchor: IsAnchor) {
    this.#binding = binding;
    this.#isAnchor = isAnchor;
  }

  /** Documents that lead from what is shared now to `doc`, each differing from the one before it in one gap. */
  *towards(doc: Node): Generator<Node> {
    const { type } = this.#binding;
    yield* this.#stages(type, doc);
    this.#nameOriginals(type);
  }

  *#stages(parent: Y.XmlFragment, goal: Node): Generator<Node> {
    const current = this.#toRuns(this.#drawnChildren(parent));
    const wanted = this.#toRuns(goal.children);
    // Not reached while `keepForeign` stands before it; the binding's own way is the best that is left.
    if (current.length !== wanted.length) return yield goal;
    const assemble = () => this.#stand(goal, Fragment.fromArray(current.flat()));
    for (const [index, run] of wanted.entries()) {
      const old = current[index] ?? [];
      if (isSameRun(old, run)) continue;
      const [anchor] = old;
      const [target] = run;
      if (index % 2 === 1 && anchor !== undefined && target !== undefined) {
        const element = this.#elementOf(parent, anchor);
        if (element === undefined) return yield goal;
        for (const stage of this.#stages(element, target)) {
          current[index] = [stage];
          yield assemble();
        }
        this.#nameOriginals(element);
      } else {
        const staying = new Set(old);
        current[index] = run.map((node) =>
          node.isText || staying.delete(node) ? node : this.#stand(node, node.content),
        );
        yield assemble();
      }
    }
    // Its attributes may differ where nothing in it does.
    if (parent instanceof Y.XmlElement) yield assemble();
  }

  /** A copy that is nobody else: the binding takes a node that it sees twice for one that has moved. */
  #stand(node: Node, content: Fragment): Node {
    const copy = node.copy(content);
    const stand = copy === node ? node.type.create(node.attrs, content, node.marks) : copy;
    this.#originals.set(stand, node);
    return stand;
  }

  /** The children as the binding drew them, each another object. */
  #drawnChildren(parent: Y.XmlFragment): readonly Node[] {
    const seen = new Set<unknown>();
    return parent.toArray().flatMap((child) => {
      const drawn = this.#binding.mapping.get(child) ?? [];
      if (Array.isArray(drawn)) return drawn;
      const node = seen.has(drawn) ? this.#stand(drawn, drawn.content) : drawn;
      seen.add(node);
      this.#binding.mapping.set(child, node);
      return [node];
    });
  }

  #elementOf(parent: Y.XmlFragment, node: Node): Y.XmlElement | undefined {
    return parent
      .toArray()
      .find(
        (child): child is Y.XmlElement => child instanceof Y.XmlElement && this.#binding.mapping.get(child) === node,
      );
  }

  /** From here on the elements stand for the nodes of the editor again, where the next change looks for them. */
  #nameOriginals(parent: Y.XmlFragment): void {
    const { mapping } = this.#binding;
    for (const child of parent.toArray()) {
      const original = this.#originals.get(mapping.get(child));
      if (original !== undefined) mapping.set(child, original);
    }
  }

  /** The children of a node: gap, anchor, gap, anchor, …, gap. */
  #toRuns(children: readonly Node[]): (readonly Node[])[] {
    const runs: Node[][] = [[]];
    for (const child of children) {
      if (this.#isAnchor(child)) runs.push([child], []);
      else runs.at(-1)?.push(child);
    }
    return runs;
  }
}

const isSameRun = (one: readonly Node[], other: readonly Node[]): boolean =>
  one.length === other.length && one.every((node, index) => node === other[index]);
