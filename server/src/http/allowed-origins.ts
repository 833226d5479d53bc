/** Whether only this machine can reach the address. */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Whether a page of this origin may open a WebSocket (rule R1). No origin means no page: a program may
 * always try. `null`, which sandboxed pages and files send, is an origin like any other and never ours.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  listeningHost: string,
  publicOrigin: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const parsed = new URL(origin);
  if (publicOrigin !== undefined && parsed.origin === publicOrigin) return true;
  return isLoopbackHost(listeningHost) && isWeb(parsed) && isLoopbackHost(parsed.hostname);
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';
