import { libraryRoomIdFromBytes } from '@ecritoire/shared';
import { toBase64UrlEncoded } from 'lib0/buffer';
import { nameDevice } from '../../linking/device-name.ts';
import { openDeviceLink } from '../../linking/library-link.ts';
import { getPreferences } from '../preferences.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Whether this device shares its list of documents with others, and which list that is. */
export const deviceLink = openDeviceLink({
  memory: () => localStorage,
  drawRoom: () => libraryRoomIdFromBytes(randomBytes(16)),
  drawDeviceId: () => toBase64UrlEncoded(randomBytes(12)),
});

/** What this device is called on the screens of the person's other devices. */
export const ownDeviceName = (): string => nameDevice(getPreferences().name, navigator);
