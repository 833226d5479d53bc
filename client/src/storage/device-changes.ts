/** What the pages and workers of one browser tell each other about what its databases hold. */
export type DeviceChange =
  /** These documents have new rows. */
  | { readonly type: 'stored'; readonly names: readonly string[] }
  /** This document is no longer on the device. */
  | { readonly type: 'deleted'; readonly name: string };

const channelName = 'ecritoire-device';

/** Nobody needs to know of each key. */
const gatheredForMs = 500;

let storedNames = new Set<string>();

/** Tells the others, half a second later at most, that a document has new rows. */
export function noteStored(name: string): void {
  storedNames.add(name);
  if (storedNames.size > 1) return;
  setTimeout(() => {
    announce({ type: 'stored', names: [...storedNames] });
    storedNames = new Set();
  }, gatheredForMs);
}

/** Tells the others that a document was deleted from this device. */
export function noteDeleted(name: string): void {
  announce({ type: 'deleted', name });
}

const listeners = new Set<(change: DeviceChange) => void>();
let line: BroadcastChannel | undefined;

/** Hears of every change on this device, this page's own included, until the returned function is called. */
export function watchDevice(heard: (change: DeviceChange) => void): () => void {
  // One line for all: each of a thousand rows of a list may want to hear.
  if (line === undefined) {
    line = new BroadcastChannel(channelName);
    line.onmessage = ({ data }: MessageEvent<DeviceChange>) => {
      for (const listener of listeners) listener(data);
    };
  }
  listeners.add(heard);
  return () => {
    listeners.delete(heard);
    if (listeners.size > 0) return;
    line?.close();
    line = undefined;
  };
}

function announce(change: DeviceChange): void {
  // One for each word: a page that says nothing keeps no line open.
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(change);
  channel.close();
}
