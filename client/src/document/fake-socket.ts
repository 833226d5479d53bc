import { decodeMessage, encodeMessage, type Message } from '@ecritoire/shared';
import { vi } from 'vitest';
import * as Y from 'yjs';
import { stubPage } from '../fake-page.ts';

/** The other end of the line, moved by hand. */
export class FakeSocket {
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Message[] = [];

  constructor() {
    FakeSocket.all.push(this);
  }

  send(frame: Uint8Array): void {
    const message = decodeMessage(frame.slice());
    if (message.ok) this.sent.push(message.value);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(message: Message): void {
    const frame = encodeMessage(message);
    this.onmessage?.({
      data: frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength) as ArrayBuffer,
    });
  }

  /** What our relay says first, to somebody who has everything. */
  greets(content = Y.encodeStateAsUpdate(new Y.Doc())): void {
    this.opens();
    this.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    this.says({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    this.says({ type: 'sync-step-2', update: content });
  }

  documentFrames(): number {
    return this.sent.filter(({ type }) => type === 'update' || type === 'sync-step-2').length;
  }

  acknowledgesAll(): void {
    this.says({ type: 'ack', frames: this.documentFrames(), durableOffset: 1 });
  }

  refuses(): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code: 1006 });
  }
}

/** Gives the program a page around it, and `FakeSocket` for a network. Undone by `vi.unstubAllGlobals`. */
export function stubPageWithNetwork(): void {
  stubPage();
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('location', { protocol: 'http:', host: 'relay.test' });
}

/** The connection tried as the `index`-th. */
export const socketAt = (index: number): Promise<FakeSocket> =>
  vi.waitFor(() => {
    const socket = FakeSocket.all[index];
    if (socket === undefined) throw new Error('no connection was tried');
    return socket;
  });
