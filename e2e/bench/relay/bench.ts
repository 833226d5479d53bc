import { type Contender, contenders } from './contenders.ts';
import { type Generator, startGenerator } from './generator.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** How one run was asked for. */
export interface RunOptions {
  readonly rounds: number;
  /** Shorter and smaller, to see that it works: not for publication. */
  readonly isQuick: boolean;
  isWanted(contender: Contender): boolean;
}

/** One case, measured and printed. */
export type Case = (options: RunOptions) => Promise<void>;

/** What each contender gave, in the order of the rounds. */
export type Results<F> = ReadonlyMap<Contender, readonly F[]>;

/**
 * Measures all of them in turn, then again, each time in a new process, so that what else happens on the machine hits
 * all alike. What fails is said, and the others go on.
 */
export async function playRounds<F>(
  { rounds, isWanted }: RunOptions,
  names: readonly Contender[],
  measure: (server: ServerProcess, generator: Generator, name: Contender) => Promise<F>,
  nodeOptions: readonly string[] = [],
): Promise<Results<F>> {
  const wanted = names.filter(isWanted);
  const results = new Map<Contender, F[]>(wanted.map((name) => [name, []]));
  let generator = await startGenerator();
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of wanted) {
        process.stderr.write(`round ${round} of ${rounds}: ${name}\n`);
        const server = await startServer(contenders[name](), nodeOptions);
        try {
          results.get(name)?.push(await measure(server, generator, name));
        } catch (error) {
          console.error(`${name} failed in round ${round}:`, error);
          await generator.close();
          generator = await startGenerator();
        } finally {
          await server.close();
        }
      }
    }
  } finally {
    await generator.close();
  }
  return results;
}
