import { createBroadcastServer } from './broadcast.ts';

// What everybody would write first: each frame goes to each other member as it comes.
createBroadcastServer((frame, from, members) => {
  for (const member of members) if (member !== from) member.send(frame);
});
