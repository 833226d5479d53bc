import { ClipboardList, Gavel, ListChecks, type LucideIcon } from 'lucide-react';
import * as Y from 'yjs';
import { newBlockId } from '../../editor/block-ids/block-id.ts';
import type { Language } from '../../i18n/language.ts';
import { type StarterBlock, starterTexts, type TemplateId } from './starter-texts.ts';

export const templates: readonly { readonly id: TemplateId; readonly icon: LucideIcon }[] = [
  { id: 'minutes', icon: ClipboardList },
  { id: 'decision', icon: Gavel },
  { id: 'checklist', icon: ListChecks },
];

/** Writes a starter text into a new document: for its creator, at its creation, and never again. */
export function fillFromTemplate(doc: Y.Doc, id: TemplateId, language: Language): void {
  const { title, blocks } = starterTexts[language][id];
  doc.getText('title').insert(0, title);
  doc.getXmlFragment('content').insert(0, blocks.map(toElement));
}

function toElement(block: StarterBlock): Y.XmlElement {
  if ('heading' in block) return element('heading', [text(block.heading)], { level: 1 });
  if ('paragraph' in block) return paragraph(block.paragraph);
  if ('bullets' in block)
    return element(
      'bulletList',
      block.bullets.map((bullet) => element('listItem', [paragraph(bullet)])),
    );
  return element(
    'taskList',
    block.tasks.map((task) => element('taskItem', [paragraph(task)], { checked: false })),
  );
}

const text = (words: string) => new Y.XmlText(words);

/** An empty paragraph holds no text node, as the editor's binding writes it. */
const paragraph = (words: string) => element('paragraph', words === '' ? [] : [text(words)]);

/** As the editor's binding writes them, attributes keep their type: `level` is a number. Yjs's own types say text only. */
interface Attributed {
  setAttribute(name: string, value: string | number | boolean): void;
}

function element(
  name: string,
  children: (Y.XmlElement | Y.XmlText)[],
  attributes: Readonly<Record<string, number | boolean>> = {},
): Y.XmlElement {
  const made = new Y.XmlElement(name);
  const attributed: Attributed = made;
  for (const [key, value] of Object.entries({ ...attributes, id: newBlockId() })) attributed.setAttribute(key, value);
  made.insert(0, children);
  return made;
}
