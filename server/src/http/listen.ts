import type { Server } from 'node:http';
import { err, ok, type Result } from '@ecritoire/shared';

/** Starts listening; the address as a URL, or one sentence about why not. */
export function listen(server: Server, host: string, port: number): Promise<Result<string, string>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(err(complaint(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      const actualPort = typeof address === 'object' && address !== null ? address.port : port;
      resolve(ok(`http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`));
    });
  });
}

function complaint(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program; set PORT to a free one.`;
    case 'EACCES':
      return `Port ${port} needs rights that this process does not have; set PORT to 1024 or above.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is ${host}, which is no address of this machine.`;
    default:
      return `Listening on ${host}, port ${port}, failed: ${error.message}.`;
  }
}
