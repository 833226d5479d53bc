import { isLibraryRoomId, type LibraryRoomId } from '@ecritoire/shared';
import { tidyDeviceName } from './device-name.ts';

/** What the device that shows a code says. */
export type OfferMessage =
  /** "I am here"; with the key that the code was drawn with. */
  | { readonly type: 'offer'; readonly device: string; readonly key: string }
  /** The person said yes: the library's room, sealed for the device with the public key `to` and for no other. */
  | {
      readonly type: 'grant';
      readonly device: string;
      readonly key: string;
      readonly to: string;
      readonly room: string;
    }
  /** The person said no. */
  | { readonly type: 'declined' }
  /** Two devices asked, and the person expected one. */
  | { readonly type: 'contested' };

/** What the device that was told the code says. */
export type AskMessage =
  | { readonly type: 'ask'; readonly device: string; readonly key: string }
  /** "I have got the library's room." */
  | { readonly type: 'joined'; readonly key: string };

type Fields = Readonly<Record<string, unknown>>;

const longestField = 1_000;

/** Reads what the device that shows the code sealed; `undefined` when it makes no sense. */
export function parseOfferMessage(value: unknown): OfferMessage | undefined {
  const { type, device, to, key, room } = fieldsOf(value);
  switch (type) {
    case 'offer':
      return isName(device) && isText(key) ? { type, device: tidyDeviceName(device), key } : undefined;
    case 'grant':
      return isName(device) && isText(key) && isText(to) && isText(room)
        ? { type, device: tidyDeviceName(device), key, to, room }
        : undefined;
    case 'declined':
    case 'contested':
      return { type };
    default:
      return undefined;
  }
}

/** The same for the device that was told the code. */
export function parseAskMessage(value: unknown): AskMessage | undefined {
  const { type, device, key } = fieldsOf(value);
  if (!isText(key)) return undefined;
  if (type === 'joined') return { type, key };
  return type === 'ask' && isName(device) ? { type, device: tidyDeviceName(device), key } : undefined;
}

/** Reads the room out of an opened grant. */
export const parseRoom = (value: unknown): LibraryRoomId | undefined =>
  typeof value === 'string' && isLibraryRoomId(value) ? value : undefined;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= longestField;

const isText = (value: unknown): value is string => isName(value) && value !== '';
