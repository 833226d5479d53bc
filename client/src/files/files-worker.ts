import { createFileTasks } from './file-tasks.ts';
import type { TaskCall } from './file-work.ts';

// The other end of `startFileWork`: a task with what it needs comes in, and what came of it goes out.
const tasks = createFileTasks();

addEventListener('message', ({ data }: MessageEvent<TaskCall>) => {
  // What fails here fails there: the page hears of it at once.
  run(data).then((outcome) => postMessage(outcome), reportError);
});

function run(call: TaskCall): Promise<unknown> {
  switch (call[0]) {
    case 'open':
      return tasks.open(call[1]);
    case 'look':
      return tasks.look(call[1], call[2]);
    case 'bring':
      return tasks.bring(call[1], call[2]);
    case 'readLibrary':
      return tasks.readLibrary(call[1], call[2]);
    case 'begin':
      return tasks.begin(call[1], call[2]);
    case 'pack':
      return tasks.pack(call[1], call[2]);
    case 'finish':
      return tasks.finish(call[1]);
  }
}
