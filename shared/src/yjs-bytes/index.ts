export * from './inspect-update.ts';
export * from './scan-update.ts';
