import { Extension } from '@tiptap/core';
import { DOMParser, type ParseOptions, type Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { tidyPasted } from './tidy-pasted.ts';

/**
 * Reads pasted HTML under a strict content security policy. HTML is parsed with the page's policy, so the `style`
 * attributes of text from word processors are there but have no effect, and `<b style="font-weight: normal">` would
 * arrive bold. Setting them once more through the object model makes them count.
 */
class StyledParser extends DOMParser {
  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    if (dom instanceof Element || dom instanceof DocumentFragment) {
      tidyPasted(dom);
      for (const element of dom.querySelectorAll<HTMLElement>('[style]'))
        element.style.cssText = element.getAttribute('style') ?? '';
    }
    return super.parseSlice(dom, options);
  }
}

/** Reads pasted text as one saw it where it was copied, whatever program that was and whatever the content security policy. */
export const StyledPaste = Extension.create({
  name: 'styledPaste',
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    const clipboardParser = new StyledParser(schema, DOMParser.fromSchema(schema).rules);
    return [new Plugin({ props: { clipboardParser } })];
  },
});
