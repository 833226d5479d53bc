import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Where a request comes from, as one who can be counted: an IPv4 address, or the first half of an IPv6 address, which is
 * what one household or one machine is given. With `trustedProxies` in front, the address that the outermost of them wrote
 * into `X-Forwarded-For`: what stands further left in it anybody can have written.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const connected = request.socket.remoteAddress ?? '';
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const written = trustedProxies === 0 ? connected : forwarded.at(-trustedProxies)?.trim();
  return networkOf(written !== undefined && isIP(written) !== 0 ? written : connected);
}

function networkOf(address: string): string {
  const withoutZone = address.replace(/%.*$/, '');
  const embeddedIpv4 = /^::ffff:(\d[\d.]+)$/i.exec(withoutZone)?.[1];
  if (embeddedIpv4 !== undefined) return embeddedIpv4;
  return isIP(withoutZone) === 6 ? firstHalf(withoutZone) : withoutZone;
}

function firstHalf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::');
  const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const left = groupsOf(before);
  const right = groupsOf(after ?? '');
  const zeros = after === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
