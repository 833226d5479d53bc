import { createStore } from 'zustand/vanilla';
import type { Library } from '../../library/library.ts';
import type { LibraryLine } from '../../linking/library-line.ts';
import { deviceLink, ownDeviceName } from './device-link.ts';
import { libraryLine } from './linking-parts.ts';

/** This tab's line for the list; `undefined` while the device is linked with no other. */
export const openedLine = createStore<{ readonly line: LibraryLine | undefined }>(() => ({ line: undefined }));

/** Keeps the list in step with the person's other devices as long as the page lives, from when there are any. */
export function keepLibraryInStep(library: Library): void {
  const lock = (name: string, signal: AbortSignal, work: () => Promise<void>) =>
    navigator.locks.request(name, { signal }, work);

  const begin = async () => {
    if (deviceLink.state.getState() === undefined || openedLine.getState().line !== undefined) return;
    const part = await libraryLine.load();
    if (!part.ok || openedLine.getState().line !== undefined) return;
    const line = part.value({ library, link: deviceLink, device: ownDeviceName, lock, now: Date.now });
    openedLine.setState({ line });
  };
  deviceLink.state.subscribe(() => void begin());
  // What could not be fetched without a network is fetched with one.
  addEventListener('online', () => void begin());
  void begin();
}
