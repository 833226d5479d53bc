import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

function from(remoteAddress: string, forwarded: string | undefined, trustedProxies: number): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return clientAddress(request, trustedProxies);
}

describe('the address of a client', () => {
  it('[R21] is the one that is connected, whatever the client writes, unless a proxy is trusted', () => {
    expect(from('192.0.2.1', undefined, 0)).toBe('192.0.2.1');
    expect(from('192.0.2.1', '198.51.100.7', 0)).toBe('192.0.2.1');
  });

  it('[R21] is the one the outermost trusted proxy saw: what stands before it anybody can write', () => {
    expect(from('10.0.0.1', '198.51.100.7', 1)).toBe('198.51.100.7');
    expect(from('10.0.0.1', '203.0.113.9, 198.51.100.7', 1)).toBe('198.51.100.7');
    expect(from('10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2', 2)).toBe('198.51.100.7');
  });

  it.each([undefined, '', 'unknown', '198.51.100.7:1234', ', ,'])(
    '[R21] is the proxy when the proxy says nothing usable (%j)',
    (forwarded) => {
      expect(from('10.0.0.1', forwarded, 1)).toBe('10.0.0.1');
    },
  );

  it.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('[R21] of %s is %s: one machine has a whole half of IPv6 addresses to choose from', (address, network) => {
    expect(from(address, undefined, 0)).toBe(network);
  });
});
