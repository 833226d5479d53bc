const endings = new Set<() => void>();

process.once('exit', () => {
  for (const end of endings) end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

/** Runs it when the program ends in whatever way, Ctrl-C included; returns what makes it forgotten. */
export function alsoAtExit(end: () => void): () => void {
  endings.add(end);
  return () => endings.delete(end);
}
