import { once } from 'node:events';
import { createServer } from 'node:http';
import { fragmentBytes, framedBytes, toChunks, writeMessageHeader } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

/** What a WebSocket client hears when a server writes these bytes to it. */
async function heard(chunks: readonly Uint8Array[], messages: number): Promise<Buffer[]> {
  const webSockets = new WebSocketServer({ noServer: true });
  const upgrading = createServer();
  upgrading.on('upgrade', (request, transport, head) =>
    webSockets.handleUpgrade(request, transport, head, () => {
      for (const chunk of chunks) transport.write(chunk);
    }),
  );
  upgrading.listen(0, '127.0.0.1');
  await once(upgrading, 'listening');
  const address = upgrading.address();
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const received: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data: Buffer) => {
      received.push(data);
      if (received.length === messages) resolve();
    });
  });
  client.terminate();
  upgrading.close();
  return received;
}

const someBytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, place) => place % 251);

describe('WebSocket frames', () => {
  it('[R16] a client hears every message as it was, whatever its length, from one write or many', async () => {
    const messages = [0, 1, 125, 126, 2 ** 16 - 1, 2 ** 16, fragmentBytes + 1, 5 * fragmentBytes].map(someBytes);
    const chunks = messages.flatMap(toChunks);
    for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(fragmentBytes + 10);
    const received = await heard(chunks, messages.length);
    for (const [place, message] of messages.entries()) expect(received[place]?.equals(message)).toBe(true);
  });

  it('[R16] messages one after the other in one chunk are heard one by one', async () => {
    const messages = [someBytes(3), someBytes(300), someBytes(fragmentBytes)];
    const chunk = new Uint8Array(messages.reduce((sum, { length }) => sum + framedBytes(length), 0));
    let at = 0;
    for (const message of messages) {
      at = writeMessageHeader(chunk, at, message.length);
      chunk.set(message, at);
      at += message.length;
    }
    expect(at).toBe(chunk.length);
    expect((await heard([chunk], 3)).map((message) => message.length)).toEqual([3, 300, fragmentBytes]);
  });
});
