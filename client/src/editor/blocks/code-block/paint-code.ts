import type { CodeColor, tokenizeCode } from './tokenize-code.ts';
import './code-colors.css';

/** More than this would be felt: it stays without colours. */
const maxLength = 20_000;
/** What was typed is on the screen first. */
const afterTypingMs = 40;
const codeSelector = 'pre > code[class*="language-"]';

interface Painted {
  readonly color: CodeColor;
  readonly range: StaticRange;
}

/**
 * Colours the code below an element, and again what changes in it. By highlights of the browser, so that neither the
 * document nor the page is changed, typing waits for nothing, and it is the same where no editor is. A browser that has
 * none shows plain text. `load`: asked for when there is something to colour.
 */
export function paintCode(
  root: HTMLElement,
  load: () => Promise<typeof tokenizeCode | undefined>,
): { readonly dispose: () => void } {
  if (!('highlights' in CSS)) return { dispose: () => undefined };
  const painted = new Map<Element, readonly Painted[]>();
  const changed = new Set<Element>();
  let isDisposed = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const note = (code: Element) => {
    changed.add(code);
    waiting ??= setTimeout(paintChanged, afterTypingMs);
  };

  async function paintChanged(): Promise<void> {
    const tokenize = await load();
    if (isDisposed) return;
    waiting = undefined;
    for (const code of painted.keys()) if (!code.isConnected) clear(code);
    const codes = [...changed];
    changed.clear();
    for (const code of codes) {
      clear(code);
      if (code.isConnected && tokenize !== undefined) painted.set(code, paint(code, tokenize));
    }
  }

  function clear(code: Element): void {
    for (const { color, range } of painted.get(code) ?? []) highlightOf(color).delete(range);
    painted.delete(code);
  }

  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      const code = (target instanceof Element ? target : target.parentElement)?.closest(codeSelector);
      if (code) note(code);
      for (const node of addedNodes) if (node instanceof Element) noteBelow(node);
    }
  });
  const noteBelow = (element: Element) => {
    if (element.matches(codeSelector)) note(element);
    for (const code of element.querySelectorAll(codeSelector)) note(code);
  };
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['class'],
  });
  noteBelow(root);
  return {
    dispose() {
      isDisposed = true;
      observer.disconnect();
      clearTimeout(waiting);
      for (const code of painted.keys()) clear(code);
    },
  };
}

function paint(code: Element, tokenize: typeof tokenizeCode): readonly Painted[] {
  const texts = textsIn(code);
  const words = texts.map(({ data }) => data).join('');
  if (words.length > maxLength) return [];
  const tokens = tokenize(/language-(\S+)/.exec(code.className)?.[1] ?? '', words);
  let text = 0;
  let start = 0;
  const painted: Painted[] = [];
  for (const { from, to, color } of tokens) {
    while (start + (texts[text]?.length ?? 0) <= from && text < texts.length - 1) start += texts[text++]?.length ?? 0;
    // Usually one: a caret of somebody else divides the words, and a token that it stands in.
    for (let [part, at] = [text, start]; part < texts.length && at < to; at += texts[part++]?.length ?? 0) {
      const node = texts[part];
      if (node === undefined) break;
      const [startOffset, endOffset] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
      const range = new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset });
      highlightOf(color).add(range);
      painted.push({ color, range });
    }
  }
  return painted;
}

/** The words of the document: what the editor draws between them (carets) is none of them. */
function textsIn(code: Element): Text[] {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.classList.contains('ProseMirror-widget')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  return texts;
}

/** One of each colour for the whole page. */
function highlightOf(color: CodeColor): Highlight {
  const name = `code-${color}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  return highlight;
}
