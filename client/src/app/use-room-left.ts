import { useCallback, useEffect, useState } from 'react';
import { askToPersist, type RoomLeft, readRoomLeft } from '../storage/device.ts';

/** How much room the browser leaves on this device, and a way to ask it to keep everything. */
export function useRoomLeft() {
  const [room, setRoom] = useState<RoomLeft>();
  const [isRefused, setIsRefused] = useState(false);
  const read = useCallback(async () => setRoom(await readRoomLeft()), []);
  useEffect(() => {
    void read();
  }, [read]);
  const ask = useCallback(async () => {
    setIsRefused(!(await askToPersist()));
    await read();
  }, [read]);
  return { room, isRefused, ask };
}
