import { probeWebSocket } from './probe-web-socket.ts';
import { createTransportChoice, type TransportChoice } from './transport-choice.ts';

let choice: TransportChoice | undefined;

/** The one choice of this window; `roomUrl` is the WebSocket address of any room. */
export function transportOfDevice(roomUrl: string): TransportChoice {
  choice ??= createTransportChoice({ probe: () => probeWebSocket(roomUrl), memory: deviceMemory, now: Date.now });
  return choice;
}

// Asked for at each use: reading the property itself throws where storage is refused.
const deviceMemory = {
  getItem: (key: string) => localStorage.getItem(key),
  setItem: (key: string, value: string) => localStorage.setItem(key, value),
  removeItem: (key: string) => localStorage.removeItem(key),
};
