// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { discard } from '../../../document/recovery/put-back.ts';
import { writeAuthorName, writeRun } from '../../../document/recovery/recovered-entries.ts';
import { startI18n } from '../../../i18n/i18n.ts';
import { words as en } from '../../words/en.ts';
import { RecoveryTray } from './RecoveryTray.tsx';

function lose(doc: Y.Doc, index: number, text: string): void {
  const place = { blockId: `BLOCK${index}`.padEnd(10, 'x'), offset: 0, before: '', after: '' };
  writeRun(doc, { client: 7, clock: index * 1000, text, origin: undefined, rightOrigin: undefined, place });
}

function documentThatLost(...texts: string[]): Y.Doc {
  const doc = new Y.Doc();
  writeAuthorName(doc, 7, 'Ana');
  for (const [index, text] of texts.entries()) lose(doc, index, text);
  return doc;
}

/** The focus moves on two frames after a decision. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}

describe('the tray', () => {
  const place = document.createElement('div');
  const text = { reveal: vi.fn(), focus: vi.fn() };
  let root: Root;
  const ownClients = new Set<number>();
  const isOwnClient = (client: number) => ownClients.has(client);
  const show = (doc: Y.Doc, isEditable: boolean) =>
    act(async () =>
      root.render(<RecoveryTray document={{ doc, isOwnClient }} language="en" {...(isEditable && { text })} />),
    );
  const tray = () => place.querySelector('[data-testid=recovery-tray]');
  const buttons = () => [...(tray()?.querySelectorAll('button') ?? [])].map(({ textContent }) => textContent);
  const press = (name: string, nth = 0) =>
    act(async () => {
      [...place.querySelectorAll('button')].filter(({ textContent }) => textContent === name)[nth]?.click();
      await drawn();
    });

  beforeEach(async () => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    document.body.append(place);
    await startI18n('en', en);
    root = createRoot(place);
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
    vi.clearAllMocks();
    ownClients.clear();
  });

  it('[UI-TRAY] is not there when nothing waits', async () => {
    await show(documentThatLost(), true);
    expect(place.textContent).toBe('');
  });

  it('[UI-TRAY] calls whoever wrote on this device "you", in the sentence and beside each entry', async () => {
    ownClients.add(7);
    await show(documentThatLost('The bus is late.', 'The train too.'), true);
    expect(tray()?.querySelector('p')?.textContent).toContain('2 passages by you were');
    expect(tray()?.querySelector('li')?.textContent).toContain('1 sentence by you');
    expect(tray()?.textContent).not.toContain('Ana');
  });

  it('[UI-TRAY] shows a reader the words and who can put them back, and changes nothing', async () => {
    const doc = documentThatLost('The bus is late.');
    const before = Y.encodeStateAsUpdate(doc);
    await show(doc, false);
    expect(tray()?.textContent).toContain('The bus is late.');
    expect(tray()?.textContent).toContain('Anybody who may write in it can put these words back.');
    expect(buttons()).toEqual(['Hide', 'Copy']);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[UI-TRAY] keeps many and long words folded until they are asked for, some at a time', async () => {
    const long = 'A sentence that goes on and on. '.repeat(30);
    await show(documentThatLost(long, ...Array.from({ length: 29 }, (_, index) => `Word${index} and more.`)), true);
    expect(buttons()).toEqual(['Show', 'Put all back']);
    await press('Show');
    expect(tray()?.querySelectorAll('li')).toHaveLength(20);
    expect(tray()?.textContent).not.toContain(long.trim());
    await press('Show all of it');
    expect(tray()?.textContent).toContain(long.trim());
    await press('Show 10 more');
    expect(tray()?.querySelectorAll('li')).toHaveLength(30);
    expect(buttons().at(-1)).toBe('Discard all');
  });

  it('[UI-TRAY] gives the focus to what comes next, and to the text after the last', async () => {
    const doc = documentThatLost('One.', 'Two.');
    await show(doc, true);
    await press('Put back', 0);
    expect(tray()?.textContent).toContain('Two.');
    await vi.waitFor(() => expect(tray()?.contains(document.activeElement)).toBe(true));
    expect(text.reveal).not.toHaveBeenCalled();
    await press('Put back');
    expect(tray()).toBeNull();
    await vi.waitFor(() => expect(text.reveal).toHaveBeenCalledExactlyOnceWith({ blockId: undefined, words: 'Two.' }));
  });

  it('[UI-TRAY] leaves nobody standing nowhere when somebody else decides', async () => {
    const doc = documentThatLost('One.', 'Two.');
    await show(doc, true);
    const somebodyDiscards = async (key: string) => {
      await act(async () => discard(doc, [key]));
      await act(drawn);
    };
    await act(async () => tray()?.querySelector<HTMLElement>('li button')?.focus());
    await somebodyDiscards('7:0');
    expect(tray()?.querySelectorAll('li')).toHaveLength(1);
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Discard'));
    await somebodyDiscards('7:1000');
    expect(tray()).toBeNull();
    await vi.waitFor(() => expect(text.focus).toHaveBeenCalledOnce());
  });
});
