import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';

/** Écritoire behind a proxy that can begin to serve a newer build. */
export interface DeployedSite {
  readonly url: string;
  /** From now on browsers find a service worker that differs, as they do after every deployment. */
  deploysNewVersion(): void;
  close(): Promise<void>;
}

const workerPath = '/service-worker.js';

export async function openDeployedSite(relayPort: number): Promise<DeployedSite> {
  let suffix = '';
  const server = createServer((incoming, outgoing) => {
    // Whole and plain: what is compressed or not modified cannot be added to.
    const { 'if-none-match': _known, 'if-modified-since': _since, ...asked } = incoming.headers;
    const headers = { ...asked, 'accept-encoding': 'identity' };
    const onward = request(
      { port: relayPort, host: '127.0.0.1', path: incoming.url, method: incoming.method, headers },
      (answer) => {
        const isChanged = suffix !== '' && incoming.url === workerPath && answer.statusCode === 200;
        const { 'content-length': _length, etag: _etag, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, isChanged ? headers : answer.headers);
        answer.on('end', () => outgoing.end(isChanged ? suffix : ''));
        answer.pipe(outgoing, { end: false });
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming, near, head) => {
    const far = connect(relayPort, '127.0.0.1');
    const lines = incoming.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    far.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    far.write(head);
    far.pipe(near).pipe(far);
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    deploysNewVersion() {
      suffix = '\n// A newer version.\n';
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
