/** What may carry a document's frames. */
export type Transport = 'websocket' | 'http';

/** Which transport this device uses, for all documents of a window. WebSockets are better, where they pass. */
export interface TransportChoice {
  /** Which one to try first now. */
  first(): Transport;
  /** A WebSocket opened. */
  webSocketOpened(): void;
  /** HTTP works where a WebSocket does not. */
  webSocketBlocked(): void;
  /**
   * A document travels over HTTP until the function that comes back is called. `replace` is called when WebSockets pass
   * again.
   */
  httpOpened(replace: () => void): () => void;
}

export interface TransportChoiceOptions {
  /** Whether a WebSocket opens now, and the relay is heard through it. */
  readonly probe: () => Promise<boolean>;
  readonly memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds since 1970: the memory outlives the page. */
  readonly now: () => number;
}

const rememberedForMs = 60 * 60_000;
const minuteMs = 60_000;
/** Soon, because a relay that restarts looks like a blocked WebSocket; then ever more rarely. */
const probeAfterMs = [10_000, minuteMs, 2 * minuteMs, 4 * minuteMs, 8 * minuteMs, 16 * minuteMs, 30 * minuteMs];
const storageKey = 'ecritoire:http-until';

/** Rule T8. Lives as long as the page. */
export function createTransportChoice({ probe, memory, now }: TransportChoiceOptions): TransportChoice {
  const replacements = new Set<() => void>();
  let httpUntilMs = readUntil(memory);
  let probes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function remember(untilMs: number): void {
    httpUntilMs = untilMs;
    try {
      if (untilMs === 0) memory.removeItem(storageKey);
      else memory.setItem(storageKey, String(untilMs));
    } catch {
      // Storage may be refused altogether: then it is remembered as long as the page lives.
    }
  }

  function plan(): void {
    clearTimeout(timer);
    if (replacements.size === 0) return;
    timer = setTimeout(() => void look(), probeAfterMs[probes] ?? probeAfterMs.at(-1));
    probes += 1;
  }

  async function look(): Promise<void> {
    if (!(await probe())) {
      plan();
      return;
    }
    remember(0);
    for (const replace of [...replacements]) replace();
  }

  // Another network, perhaps: what was learnt of the last one counts no more.
  addEventListener('online', () => {
    remember(0);
    probes = 0;
    plan();
  });

  return {
    // An hour ahead at most, whatever a clock that was set back makes of it.
    first: () => (now() < httpUntilMs && httpUntilMs <= now() + rememberedForMs ? 'http' : 'websocket'),
    webSocketOpened: () => remember(0),
    webSocketBlocked: () => remember(now() + rememberedForMs),
    httpOpened(replace) {
      const isFirst = replacements.size === 0;
      replacements.add(replace);
      if (isFirst) {
        probes = 0;
        plan();
      }
      return () => {
        replacements.delete(replace);
        if (replacements.size === 0) clearTimeout(timer);
      };
    },
  };
}

function readUntil(memory: TransportChoiceOptions['memory']): number {
  try {
    return Number(memory.getItem(storageKey) ?? 0);
  } catch {
    return 0;
  }
}
