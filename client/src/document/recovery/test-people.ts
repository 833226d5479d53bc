import type { Editor } from '@tiptap/core';
import * as Y from 'yjs';
import { mountEditor } from '../../editor/block-ids/test-editor.ts';
import { recordLosses } from './open-recovery.ts';
import { restoreOwnWords } from './restore-own-words.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import type { LossWatch } from './watch-losses.ts';

/** The relay of a test: keeps bytes as they come, and hands them on. */
export class TestHub {
  #records: Uint8Array[] = [];
  readonly #online = new Set<TestPerson>();
  /** What is on the way. A line keeps its order. */
  readonly #underWay: (() => void)[] = [];
  #isSlow = false;
  #isDelivering = false;

  publish(update: Uint8Array, from: TestPerson): void {
    this.#records.push(update);
    for (const person of this.#online) {
      if (person !== from) this.#underWay.push(() => person.receive(update));
    }
    if (!this.#isSlow) this.#deliver();
  }

  #deliver(): void {
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    for (let next = this.#underWay.shift(); next !== undefined; next = this.#underWay.shift()) next();
    this.#isDelivering = false;
  }

  join(person: TestPerson): void {
    const merged = Y.mergeUpdates(this.#records);
    const stateVector = this.#records.length === 0 ? Uint8Array.of(0) : Y.encodeStateVectorFromUpdate(merged);
    const answer = Y.encodeStateAsUpdate(person.doc, stateVector);
    if (this.#records.length > 0) person.receive(Y.diffUpdate(merged, Y.encodeStateVector(person.doc)));
    this.#online.add(person);
    this.publish(answer, person);
  }

  leave(person: TestPerson): void {
    this.#online.delete(person);
  }

  /** From now on everybody writes without seeing what the others write. */
  slowDown(): void {
    this.#isSlow = true;
  }

  /** Everything on the way arrives, and what is written in answer at once. */
  catchUp(): void {
    this.#isSlow = false;
    this.#deliver();
  }

  /** As our relay does: re-encoded only when that deletes nothing more than the records do, else merged. */
  compact(): void {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const record of this.#records) Y.applyUpdate(doc, record);
    });
    const written = Y.mergeDeleteSets(this.#records.map((record) => Y.decodeUpdate(record).ds));
    const isSame = Y.equalDeleteSets(written, Y.createDeleteSetFromStructStore(doc.store));
    this.#records = [isSame ? Y.encodeStateAsUpdate(doc) : Y.mergeUpdates(this.#records)];
  }

  newcomer(): Y.Doc {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.mergeUpdates(this.#records));
    return doc;
  }
}

/** Somebody with a device that keeps rows, a tab that can be closed and opened, and an editor in it. */
export class TestPerson {
  readonly name: string;
  readonly #hub: TestHub;
  #rows: Uint8Array[] = [];
  readonly #ownClients = new Set<number>();
  #isOnline = false;
  #tab: Tab | undefined;

  constructor(name: string, hub: TestHub) {
    this.name = name;
    this.#hub = hub;
  }

  get doc(): Y.Doc {
    return this.#openTab.doc;
  }

  get editor(): Editor {
    return this.#openTab.editor;
  }

  get #openTab(): Tab {
    if (this.#tab === undefined) throw new Error(`${this.name} has no tab open`);
    return this.#tab;
  }

  /** `client` decides who is left and who is right where two write at once. */
  open(client?: number): this {
    const doc = new Y.Doc();
    if (client !== undefined) doc.clientID = client;
    const watch = recordLosses(doc);
    doc.on('update', (update, origin) => {
      if (origin === 'disk') return;
      this.#rows.push(update);
      if (origin === 'hub') return;
      this.#ownClients.add(doc.clientID);
      if (this.#isOnline) this.#hub.publish(update, this);
    });
    doc.transact(() => {
      for (const row of this.#rows) {
        watch.arrives(row, Y.decodeUpdate(row).ds);
        Y.applyUpdate(doc, row, 'disk');
      }
    }, 'disk');
    this.#tab = { doc, watch, editor: mountEditor(doc) };
    return this;
  }

  receive(update: Uint8Array): void {
    const { doc, watch } = this.#openTab;
    watch.arrives(update, Y.decodeUpdate(update).ds);
    Y.applyUpdate(doc, update, 'hub');
  }

  goOnline(): this {
    this.#isOnline = true;
    this.#hub.join(this);
    return this;
  }

  goOffline(): this {
    this.#hub.leave(this);
    this.#isOnline = false;
    return this;
  }

  closeTab(): this {
    const { editor, watch, doc } = this.#openTab;
    this.goOffline();
    editor.destroy();
    watch.stop();
    doc.destroy();
    this.#tab = undefined;
    return this;
  }

  /** What happens by itself a second after a loss was seen. */
  takeTurn(): void {
    const { doc } = this.#openTab;
    doc.transact(() => settleDuplicates(doc), 'settled');
    restoreOwnWords(doc, (client) => this.#ownClients.has(client), this.name);
  }
}

interface Tab {
  readonly doc: Y.Doc;
  readonly watch: LossWatch;
  readonly editor: Editor;
}
