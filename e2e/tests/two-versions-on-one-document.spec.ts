import type { Browser, Page } from '@playwright/test';
import { makeNewerBuild } from '../support/builds.ts';
import { openDeployedSite } from '../support/deployed-site.ts';
import { type Person, sitDown } from '../support/person.ts';
import { test as base, expect, keepsProgram } from '../support/test.ts';

interface TiptapElement extends HTMLElement {
  readonly editor: {
    readonly commands: Readonly<Record<string, (...args: readonly unknown[]) => boolean>> & {
      insertContentAt(position: number, content: object): boolean;
    };
    readonly state: { readonly doc: { readonly content: { readonly size: number } } };
    getJSON(): unknown;
  };
}

/** Somebody whose program is a version ahead: its blocks have no buttons, so they are given as they are stored. */
interface Newer extends Person {
  inserts(content: object, where: 'before' | 'after'): Promise<void>;
  commands(name: string, ...args: readonly unknown[]): Promise<void>;
  /** What is on their paper, as they would store it. */
  content(): Promise<string>;
}

const test = base.extend<{ nina: Newer }>({
  nina: async ({ browser, relay }, use) => {
    const site = await openDeployedSite(relay.port, makeNewerBuild());
    const page = await newPage(browser);
    await use(asNewer(await sitDown(page, site.url)));
    await page.context().close();
    await site.close();
  },
});

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext({ locale: 'en-US' })).newPage();

function asNewer(person: Person): Newer {
  const editor = person.at('editor');
  const commands = (name: string, ...args: readonly unknown[]) =>
    editor.evaluate((element: TiptapElement, [command, rest]) => void element.editor.commands[command]?.(...rest), [
      name,
      args,
    ] as const);
  return {
    ...person,
    commands,
    inserts: (content, where) =>
      // One turn of the page: between reading the end and using it, somebody's letter would have moved it.
      editor.evaluate(
        ({ editor: { state, commands } }: TiptapElement, [part, place]) =>
          void commands.insertContentAt(place === 'before' ? 0 : state.doc.content.size, part),
        [content, where] as const,
      ),
    content: () => editor.evaluate((element: TiptapElement) => JSON.stringify(element.editor.getJSON())),
  };
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const panel = { type: 'panel', attrs: { kind: 'warning' }, content: [paragraph('Attention au verglas.')] };
const rich = {
  type: 'paragraph',
  attrs: { mood: 'calm' },
  content: [
    { type: 'text', text: 'De ' },
    { type: 'text', text: 'brillants', marks: [{ type: 'sparkle', attrs: { colour: 'gold' } }] },
    { type: 'text', text: ' succès pour ' },
    { type: 'mention', attrs: { person: 'ana' } },
    { type: 'text', text: '.' },
  ],
};
const brokenList = {
  type: 'bulletList',
  content: [{ type: 'listItem', content: [{ type: 'codeBlock', content: [{ type: 'text', text: 'rm -rf' }] }] }],
};
/** What the newer version wrote, as its own editor tells it. */
const newerParts = [
  '"type":"panel","attrs":{"kind":"warning"',
  'verglas',
  '"mood":"calm"',
  '"colour":"gold"',
  '"person":"ana"',
];

async function expectEverything(nina: Newer): Promise<void> {
  const content = await nina.content();
  for (const part of newerParts) expect(content).toContain(part);
}

test('A newer version writes what this one does not know while it is being typed in; nothing disappears', async ({
  alice,
  nina,
}) => {
  const address = await alice.createsDocument();
  await alice.types('Avant. ');
  await alice.statusIs('saved');
  await nina.opens(address);
  await nina.sees('Avant.');
  await alice.at('editor').focus();
  await alice.page.keyboard.press('ControlOrMeta+End');

  const sentence = 'Cette phrase est écrite pendant que tout change. ';
  const typing = alice.page.keyboard.type(sentence, { delay: 25 });
  await nina.inserts(panel, 'before');
  await nina.inserts(rich, 'after');
  await typing;
  await expect(alice.page.getByTestId('foreign-part').first()).toBeVisible();
  await alice.sees(`Avant. ${sentence.trim()}`);
  await alice.sees('Attention au verglas.');
  await nina.sees(sentence.trim());
  await expectEverything(nina);
  await alice.statusIs('saved');

  // Undo outlives the change of editors, and takes back one's own words only.
  await nina.inserts({ type: 'seal', attrs: { number: 7 } }, 'after');
  await expect(alice.page.getByTestId('foreign-part')).toHaveCount(3);
  await alice.page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => nina.text()).not.toContain('tout change');
  await alice.page.keyboard.press('ControlOrMeta+Shift+z');
  await nina.sees('tout change');
  await expectEverything(nina);

  // Everything selected and typed over, as one does by accident.
  await alice.page.keyboard.press('ControlOrMeta+a');
  await alice.page.keyboard.type('Tout est réécrit.');
  await nina.sees('Tout est réécrit.');
  await expect.poll(() => nina.content()).toContain('verglas');
  expect(await nina.content()).toContain('"person":"ana"');
  await expect(alice.page.getByText(/kept as they are/).first()).toBeVisible();
});

test('A nesting that no placeholder stands for freezes the older version, and frees it when it is gone', async ({
  alice,
  nina,
}) => {
  const address = await alice.createsDocument();
  await alice.types('Avant.');
  await alice.statusIs('saved');
  await nina.opens(address);
  await nina.sees('Avant.');

  await nina.inserts(brokenList, 'after');
  await alice.statusIs('update-needed');
  await expect(alice.page.getByText('rm -rf')).toBeVisible();
  await nina.statusIs('saved');
  await alice.page.reload();
  await alice.statusIs('update-needed');
  expect(await nina.content()).toContain('rm -rf');

  await nina.commands('undo');
  await alice.statusIs('saved');
  await alice.types(' Après.');
  await nina.sees('Avant. Après.');
});

test('An older version opens it later, works offline in it, and merges without losing either side', async ({
  arrives,
  nina,
}) => {
  const alice = await arrives(keepsProgram);
  const address = await nina.createsDocument();
  await nina.types('Début.');
  await nina.inserts(rich, 'after');
  await nina.inserts(panel, 'after');
  await nina.inserts(paragraph('Fin.'), 'after');
  await nina.statusIs('saved');

  await alice.opens(address);
  await alice.sees('Attention au verglas.');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  await alice.goesOffline();
  await alice.page.reload();
  await alice.sees('Attention au verglas.');
  await alice.types(' Hors ligne.');
  await alice.page.getByText('brillants').click();
  await alice.page.keyboard.type('xyz');
  await alice.statusIs('on-device');
  await nina.page.getByText('Attention au verglas.').click();
  await nina.page.keyboard.press('End');
  await nina.page.keyboard.type(' Prudence.');
  await nina.statusIs('saved');

  await alice.comesBack();
  await alice.sees('Prudence.');
  await nina.sees('Hors ligne.');
  await nina.sees('xyz');
  await expectEverything(nina);
  await alice.statusIs('saved');
  await expect.poll(() => nina.content()).toContain('Attention au verglas. Prudence.');
});

test('An unknown part is reached, heard and removed with the keyboard, and undo brings it back', async ({
  alice,
  nina,
}) => {
  const address = await nina.createsDocument();
  await nina.types('Début.');
  await nina.inserts(panel, 'after');
  await nina.inserts(paragraph('Fin.'), 'after');
  await nina.statusIs('saved');
  await alice.opens(address);
  await alice.sees('Fin.');

  const part = alice.page.getByTestId('foreign-part');
  await alice.at('editor').focus();
  await alice.page.keyboard.press('ControlOrMeta+Home');
  await alice.page.keyboard.press('ArrowDown');
  await expect(part).toHaveClass(/ProseMirror-selectednode/);
  await expect(alice.page.getByRole('status').filter({ hasText: 'needs a newer version' })).toHaveText(/verglas/);
  await alice.page.keyboard.press('Delete');
  const dialog = alice.page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  await alice.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await nina.content()).toContain('verglas');

  await alice.at('editor').focus();
  await alice.page.keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(part).toBeHidden();
  await expect.poll(() => nina.content()).not.toContain('verglas');
  await alice.page.keyboard.press('ControlOrMeta+z');
  await expect(part).toBeVisible();
  await expect.poll(() => nina.content()).toContain('"kind":"warning"');
});
