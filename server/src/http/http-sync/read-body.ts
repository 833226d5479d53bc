import type { IncomingMessage } from 'node:http';

/** The body of a request in one piece. A request that ends in the middle, or is taken away, is `aborted`. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'aborted' | 'too-large'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else resolve('too-large');
    });
    request.on('end', () => resolve(bytes > maxBytes ? 'too-large' : Buffer.concat(chunks, bytes)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}
