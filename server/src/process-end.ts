/** What the exit codes mean to whoever started the process (docs/operations.md). */
export const exitCodes = {
  /** The settings, the port or the data folder: trying again changes nothing. */
  cannotStart: 2,
  /** A defect, or the disk failed: starting again may help. */
  failed: 1,
} as const;

/** Ends the process with one line per reason on standard error. */
export function exitWith(code: number, ...reasons: readonly string[]): never {
  for (const reason of reasons) process.stderr.write(`Écritoire: ${reason}\n`);
  process.exit(code);
}

/**
 * Runs `stop` at the first SIGTERM or SIGINT and exits 0 when it is done. A second signal ends the process at once,
 * as if nobody had listened; a stop that takes longer than `deadlineMs` is cut short as a failure.
 */
export function onStopSignal(deadlineMs: number, stop: (signal: string) => Promise<void>): void {
  let isStopping = false;

  function received(signal: 'SIGTERM' | 'SIGINT'): void {
    if (isStopping) {
      endBySignal(signal);
      return;
    }
    isStopping = true;
    setTimeout(() => exitWith(exitCodes.failed, 'Stopping took too long.'), deadlineMs).unref();
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => exitWith(exitCodes.failed, `Stopping failed: ${String(error)}.`),
    );
  }

  // Not `process.exit`: that waits for the thread of the log, and with it for a disk that may be what is stuck.
  function endBySignal(signal: 'SIGTERM' | 'SIGINT'): void {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }

  process.on('SIGTERM', received);
  process.on('SIGINT', received);
}
