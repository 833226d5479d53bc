/**
 * Makes of what other programs copy what one saw there: lists that Word writes as paragraphs, tasks, and the words of
 * pictures; without what nobody saw. Changes `root`, which belongs to no page: nothing in it is run or fetched.
 */
export function tidyPasted(root: Element | DocumentFragment): void {
  readTasks(root);
  leaveUnseen(root);
  for (const picture of root.querySelectorAll('img')) picture.replaceWith(picture.alt);
  readWordLists(root);
}

const unseen =
  'script, style, meta, link, title, template, noscript, iframe, object, embed, [hidden], [aria-hidden="true"]';
/** The last is Word's. */
const hidden = /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\s*(;|!|$)/i;

const styleOf = (element: Element): string => element.getAttribute('style') ?? '';

function leaveUnseen(root: Element | DocumentFragment): void {
  for (const element of root.querySelectorAll(unseen)) element.remove();
  for (const element of root.querySelectorAll('[style]')) if (hidden.test(styleOf(element))) element.remove();
  // What Word puts into each empty paragraph.
  for (const element of root.querySelectorAll('*'))
    if (element.nodeName.toLowerCase() === 'o:p' && element.textContent.trim() === '') element.remove();
}

/**
 * Word and Outlook copy an item as a paragraph with `mso-list:l0 level1 lfo1` in its style, and its bullet or number in a span
 * with `mso-list:Ignore`.
 */
function readWordLists(root: Element | DocumentFragment): void {
  let open: { readonly list: Element; readonly level: number }[] = [];
  for (const line of root.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const level = Number(/mso-list\s*:\s*l\d+\s+level(\d+)/i.exec(styleOf(line))?.[1] ?? 0);
    if (level === 0) continue;
    const sign = takeSign(line);
    // A numbered heading is a heading.
    if (line.localName !== 'p') continue;
    if (open[0]?.list.nextElementSibling !== line) open = [];
    open = open.filter((outer) => outer.level <= level);
    const tag = isNumber(sign) ? 'ol' : 'ul';
    const last = open.at(-1);
    if (last === undefined || last.level < level || last.list.localName !== tag) {
      const list = createList(line.ownerDocument, tag, sign);
      if (last === undefined) line.before(list);
      else if (last.level < level) last.list.lastElementChild?.append(list);
      else last.list.after(list);
      open = [...open.filter((outer) => outer.level < level), { list, level }];
    }
    const item = line.ownerDocument.createElement('li');
    open.at(-1)?.list.append(item);
    item.append(line);
  }
}

function takeSign(line: Element): string {
  const sign = [...line.querySelectorAll('[style]')].find((part) => /mso-list\s*:\s*ignore/i.test(styleOf(part)));
  sign?.remove();
  return sign?.textContent.trim() ?? '';
}

const isNumber = (sign: string): boolean => /^\(?(\d+|[a-z]|[ivxlcdm]+)[.)]/i.test(sign);

function createList(page: Document, tag: 'ul' | 'ol', sign: string): Element {
  const list = page.createElement(tag);
  const first = /^\(?(\d+)/.exec(sign)?.[1];
  if (first !== undefined && first !== '1') list.setAttribute('start', first);
  return list;
}

/** A list in which each item has a checkbox, as Google Docs and most web pages write it. */
function readTasks(root: Element | DocumentFragment): void {
  for (const list of root.querySelectorAll('ul:not([data-type])')) {
    const items = [...list.children].filter(({ localName }) => localName === 'li');
    const states = items.map(checkedState);
    if (items.length === 0 || states.includes(undefined)) continue;
    list.setAttribute('data-type', 'taskList');
    for (const [index, item] of items.entries()) {
      item.setAttribute('data-type', 'taskItem');
      item.setAttribute('data-checked', String(states[index]));
      for (const box of item.querySelectorAll(
        ':scope > input, :scope > :is(p, label) > input, :scope > img[aria-roledescription="checkbox"]',
      ))
        box.remove();
    }
  }
}

/** Whether the box of an item is ticked; `undefined` for an item without a box. */
function checkedState(item: Element): boolean | undefined {
  if (item.getAttribute('role') === 'checkbox') return item.getAttribute('aria-checked') === 'true';
  const box = item.querySelector(':scope > input[type=checkbox], :scope > :is(p, label) > input[type=checkbox]');
  return box === null ? undefined : box.hasAttribute('checked');
}
