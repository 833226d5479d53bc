import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireCurrentNode } from './current-node.mjs';

requireCurrentNode();
const [file] = process.argv.splice(2, 1);
if (file === undefined) {
  console.error('Usage: node scripts/run.mjs <file.ts> [arguments]');
  process.exit(2);
}
await import(pathToFileURL(resolve(file)).href);
