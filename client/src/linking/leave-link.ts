import type * as Y from 'yjs';
import type { DeviceLink } from './library-link.ts';
import { readLinkedDevices } from './linked-devices.ts';

/** How long the others may be told that this device goes; without a connection they go on listing it. */
const farewellMs = 2_000;

/** Takes this device out of the list of devices, and lets go of the link. The list and the documents stay. */
export async function leaveLink(doc: Y.Doc, link: DeviceLink): Promise<void> {
  const known = link.state.getState();
  if (known === undefined) return;
  await new Promise<void>((resolve) => {
    const stop = link.state.subscribe((now) => {
      // Some tab has the line, and notes when the relay has everything.
      if (now === undefined || now.inStepAt !== known.inStepAt) done();
    });
    const timer = setTimeout(() => done(), farewellMs);
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    readLinkedDevices(doc).remove(known.deviceId);
  });
  link.leave();
}
