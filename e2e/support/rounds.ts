/** How often a test repeats what it draws at random, and from which seed: few times by itself, many under `pnpm sim`. */
export interface Rounds {
  readonly rounds: number;
  readonly seed: number;
}

/** The names of the environment variables that ask for more. */
export const roundsVariable = 'E2E_ROUNDS';
export const seedVariable = 'E2E_SEED';

export const chooseRounds = (few: Rounds): Rounds => ({
  rounds: Number(process.env[roundsVariable] ?? few.rounds),
  seed: Number(process.env[seedVariable] ?? few.seed),
});
