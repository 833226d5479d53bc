import { compactUpdates } from '../storage/compaction.ts';
import { wouldForgetWords } from './recovery/watch-losses.ts';

// The other end of `compactInBackground`: a document's name comes in, and word goes out when it is done.
addEventListener('message', ({ data }: MessageEvent<string>) => {
  void compactUpdates(data, wouldForgetWords).then((outcome) => postMessage(outcome));
});
