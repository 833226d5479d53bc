import { decodeMessage } from '@ecritoire/shared';

/** What a traced relay did, in order of `at`; only what matters for a disk without power. */
export type TracedEvent =
  | {
      readonly at: number;
      readonly type: 'written';
      readonly file: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly at: number; readonly type: 'truncated'; readonly file: string; readonly sizeBytes: number }
  | { readonly at: number; readonly type: 'created' | 'removed'; readonly file: string }
  | { readonly at: number; readonly type: 'renamed'; readonly from: string; readonly to: string }
  /** Everything that was written to the file, or happened to names in the folder, before `since` is on the disk. */
  | { readonly at: number; readonly type: 'flushed'; readonly file: string; readonly since: number }
  /** The kernel forgets what it could not write: a later flush succeeds and does not bring it back. */
  | { readonly at: number; readonly type: 'flush-failed'; readonly file: string; readonly since: number }
  /** The peer may know from now on that its first `frames` document-bearing frames are durable. */
  | { readonly at: number; readonly type: 'acknowledged'; readonly connection: number; readonly frames: number };

/** The strace options whose output `readTrace` understands. */
export const tracedCalls = [
  '--seccomp-bpf',
  '--decode-fds=path',
  '--columns=1',
  '--strings-in-hex=all',
  '--string-limit=33554432',
  '--trace=openat,write,writev,sendmsg,pwrite64,pwritev,ftruncate,fallocate,fsync,fdatasync,?rename,?renameat2,?unlink,unlinkat',
] as const;

interface Call {
  readonly name: string;
  readonly args: string;
  readonly returned: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads what strace wrote about a relay with this data folder. Calls that failed did nothing, except a flush.
 * Connections are numbered from 0 in the order in which they were first written to.
 */
export function readTrace(trace: string, dataDir: string): TracedEvent[] {
  const isInFolder = (path: string) => path === dataDir || path.startsWith(`${dataDir}/`);
  const peers = createPeers();
  const known = new Set<string>();
  const events = readCalls(trace).flatMap((call) => {
    const target = /^\d+<([^>]*)>/.exec(call.args)?.[1];
    const path = target === undefined ? undefined : fromHex(target).toString();
    if (path?.startsWith('socket:')) return peers.written(path, call);
    const named = path === undefined || call.name === 'openat' ? namedIn(call).filter(isInFolder) : [];
    return path !== undefined && isInFolder(path) && call.name !== 'openat'
      ? fileEvents(call, path)
      : nameEvents(call, named, known);
  });
  return events.sort((one, other) => one.at - other.at);
}

function fileEvents(call: Call, file: string): TracedEvent[] {
  const { name, args, returned, start, end } = call;
  const isFlush = name === 'fsync' || name === 'fdatasync';
  if (isFlush) return [{ at: end, type: returned === 0 ? 'flushed' : 'flush-failed', file, since: start }];
  if (returned < 0) return [];
  switch (name) {
    case 'pwrite64':
      return [{ at: start, type: 'written', file, ...pwriteOf(args, returned) }];
    case 'ftruncate':
      return [{ at: start, type: 'truncated', file, sizeBytes: lastNumber(args) }];
    default:
      throw new Error(`The relay wrote to ${file} with ${name}, which the replay does not know`);
  }
}

function pwriteOf(args: string, returned: number) {
  const bytes = stringsIn(args)[0];
  if (bytes === undefined || bytes.length < returned) throw new Error('The trace holds a write without its bytes');
  return { offset: lastNumber(args), bytes: bytes.subarray(0, returned) };
}

function nameEvents(call: Call, paths: readonly string[], known: Set<string>): TracedEvent[] {
  const [file, to] = paths;
  if (file === undefined || call.returned < 0) return [];
  const { start: at, name } = call;
  switch (name) {
    case 'openat':
      if (!call.args.includes('O_CREAT') || known.has(file)) return [];
      known.add(file);
      return [{ at, type: 'created', file }];
    case 'unlink':
    case 'unlinkat':
      known.delete(file);
      return [{ at, type: 'removed', file }];
    case 'rename':
    case 'renameat2':
      if (to === undefined) throw new Error(`The relay moved ${file} out of its folder`);
      known.delete(file);
      known.add(to);
      return [{ at, type: 'renamed', from: file, to }];
    default:
      return [];
  }
}

/** Finds the acknowledgements in what the relay wrote to each of its sockets. */
function createPeers() {
  const peersBySocket = new Map<string, { connection: number; unread: Buffer }>();
  return {
    written(socket: string, call: Call): TracedEvent[] {
      const sent = Buffer.concat(stringsIn(call.args)).subarray(0, Math.max(0, call.returned));
      const known = peersBySocket.get(socket);
      if (known === undefined) {
        // Not a connection of the protocol until the upgrade is answered.
        const head = sent.indexOf('\r\n\r\n');
        if (!sent.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101')) || head < 0) return [];
        peersBySocket.set(socket, { connection: peersBySocket.size, unread: sent.subarray(head + 4) });
        return [];
      }
      const { payloads, rest } = cutFrames(Buffer.concat([known.unread, sent]));
      known.unread = rest;
      return payloads.flatMap((payload) => {
        const message = decodeMessage(payload);
        if (!message.ok || message.value.type !== 'ack') return [];
        const { frames } = message.value;
        return [{ at: call.start, type: 'acknowledged', connection: known.connection, frames }];
      });
    },
  };
}

/** The payloads of whole unmasked WebSocket frames (RFC 6455 §5.2), and the bytes of the one that is not whole yet. */
function cutFrames(bytes: Buffer): { payloads: Buffer[]; rest: Buffer } {
  const payloads: Buffer[] = [];
  let start = 0;
  for (;;) {
    const bounds = firstPayload(bytes, start);
    if (bounds === undefined || bounds.end > bytes.length) return { payloads, rest: bytes.subarray(start) };
    payloads.push(bytes.subarray(bounds.start, bounds.end));
    start = bounds.end;
  }
}

function firstPayload(bytes: Buffer, start: number): { start: number; end: number } | undefined {
  const length = (bytes[start + 1] ?? 0) & 0x7f;
  const lengthBytes = { 126: 2, 127: 8 }[length] ?? 0;
  const payload = start + 2 + lengthBytes;
  if (payload > bytes.length) return undefined;
  // Nothing the relay sends needs more than the lower six of the eight bytes.
  const long = Math.min(lengthBytes, 6);
  return { start: payload, end: payload + (long === 0 ? length : bytes.readUIntBE(payload - long, long)) };
}

function readCalls(trace: string): Call[] {
  const calls: Call[] = [];
  const unfinished = new Map<string, { name: string; args: string; start: number }>();
  for (const [line, text] of trace.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/s.exec(text) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest)?.[1];
    const begun = resumed === undefined ? undefined : unfinished.get(thread);
    const [, name = '', tail = ''] = begun ? [] : (/^(\w+)\((.*)$/s.exec(rest) ?? []);
    const start = begun?.start ?? line;
    const whole = { name: begun?.name ?? name, args: begun === undefined ? tail : begun.args + resumed, start };
    if (whole.name === '') continue;
    if (whole.args.endsWith(' <unfinished ...>')) {
      unfinished.set(thread, { ...whole, args: whole.args.slice(0, -' <unfinished ...>'.length) });
      continue;
    }
    unfinished.delete(thread);
    const [, args = '', returned] = /^(.*)\) = (-?\d+|\?)/s.exec(whole.args) ?? [];
    if (returned === undefined) throw new Error(`Line ${line + 1} of the trace is not understood: ${text.slice(-80)}`);
    // The relay was killed inside of the call: perhaps it did nothing.
    if (returned === '?') continue;
    calls.push({ name: whole.name, args, start, end: line, returned: Number(returned) });
  }
  return calls;
}

const namedIn = ({ args }: Call): string[] => stringsIn(args).map((name) => name.toString());

/** The quoted strings among the arguments, which strace was told to write all in hexadecimal. */
function stringsIn(args: string): Buffer[] {
  return args.split('"').flatMap((part, place) => (place % 2 === 1 ? [fromHex(part)] : []));
}

const fromHex = (escaped: string): Buffer => Buffer.from(escaped.replaceAll('\\x', ''), 'hex');

const lastNumber = (args: string): number => Number(/(\d+)$/.exec(args.trimEnd())?.[1]);
