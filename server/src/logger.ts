import { type LogLevel, logLevels } from './config.ts';

/** Facts about an event, in plain values. Never document content, never the name of a room: a name is a key. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** One JSON line per event. */
export type Logger = Readonly<Record<LogLevel, (event: string, fields?: LogFields) => void>>;

/** Lines below `level` are not written. */
export function createLogger(level: LogLevel, write: (line: string) => void, now: () => Date): Logger {
  const lineAt =
    (lineLevel: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (logLevels.indexOf(lineLevel) < logLevels.indexOf(level)) return;
      write(`${JSON.stringify({ time: now().toISOString(), level: lineLevel, event, ...fields })}\n`);
    };
  return { debug: lineAt('debug'), info: lineAt('info'), warn: lineAt('warn'), error: lineAt('error') };
}
