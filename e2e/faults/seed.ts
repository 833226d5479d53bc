/** The seed of a test, printed; FAULT_SEED repeats a run that failed. */
export function seedOf(what: string): number {
  const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
  console.log(`${what}: FAULT_SEED=${seed}`);
  return seed;
}
