import type { IncomingMessage } from 'node:http';
import type { RoomId } from '@ecritoire/shared';
import type { Connection } from '../relay/connection.ts';
import type { PeerSocket } from '../relay/delivery.ts';
import type { AddressLimit } from './address-limit.ts';
import type { Admission } from './admission.ts';
import { clientAddress } from './client-address.ts';

/** What every way into the relay needs of it: they share their limits. */
export type SyncContext = {
  readonly addresses: AddressLimit;
  readonly admission: Admission;
  readonly trustedProxies: number;
  readonly isAllowedOrigin: (origin: string | undefined) => boolean;
  /** Undefined when the room is full. */
  readonly connect: (room: RoomId, socket: PeerSocket, hasExtension: boolean) => Connection | undefined;
  /** Somebody was turned away at the door with this HTTP status. */
  readonly refused: (status: number) => void;
  readonly transportFailed: (message: string) => void;
};

/** Counts the connection that this request asks for; undefined when its address has enough (rule R21). */
export const admitAddress = (context: SyncContext, request: IncomingMessage): (() => void) | undefined =>
  context.addresses.admit(clientAddress(request, context.trustedProxies));

/** What the address asks for after its path. */
export const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URLSearchParams(request.url?.split('?')[1] ?? '');

/** Whether the client wants acknowledgements (rule A1). */
export const asksForExtension = (query: URLSearchParams): boolean => query.get('ext') === '1';
