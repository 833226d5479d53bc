import { enableCompileCache } from 'node:module';
import { buildClientIfStale } from './client-build.mjs';
import { requireCurrentNode } from './current-node.mjs';

requireCurrentNode();
if (!buildClientIfStale()) process.exit(1);
// Types stripped once, not at every start: a third less memory, and a faster start.
enableCompileCache();
// In this process, so that the signals pnpm forwards reach the relay itself.
await import('../server/src/main.ts');
