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

/** A page that says nothing more keeps no line open. */
const silentAfterMs = 2_000;

let speaking: { readonly channel: BroadcastChannel; closing: ReturnType<typeof setTimeout> } | undefined;

/** Opening a line takes milliseconds of the very thread that draws the keys: one serves all that is said in a row. */
function announce(change: DeviceChange): void {
  clearTimeout(speaking?.closing);
  const channel = speaking?.channel ?? new BroadcastChannel(channelName);
  channel.postMessage(change);
  const closing = setTimeout(() => {
    channel.close();
    speaking = undefined;
  }, silentAfterMs);
  speaking = { channel, closing };
}
