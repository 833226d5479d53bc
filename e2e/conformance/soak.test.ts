import { expect, it } from 'vitest';
import { churnRooms } from '../simulation/room-churn.ts';

it('[O1] rooms opened and left again and again leave nothing behind', async () => {
  await expect(churnRooms({ rooms: 60, cycles: 8 })).resolves.toContain('60 rooms');
});
