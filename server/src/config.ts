import { err, ok, type Result } from '@ecritoire/shared';
import { isLoopbackHost } from './http/allowed-origins.ts';

const defaultRetentionDays = 7;
const maxRetentionDays = 3650;
const maxConnections = 1_000_000;
const maxProxies = 9;

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The settings of one relay, checked. The table for people is in docs/operations.md. */
export type Config = {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** As written; relative to the current directory. */
  readonly dataDir: string;
  /** The origin that people's browsers see; undefined when it is the listening address itself. */
  readonly publicOrigin: string | undefined;
  readonly logLevel: LogLevel;
  /** How long the bytes that a re-encoded document replaced are kept; 0: not at all. */
  readonly retentionDays: number;
  /** WebSockets that one address may have open; 0: as many as it likes. */
  readonly maxConnectionsPerAddress: number;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
};

const settingNames = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'PUBLIC_URL',
  'LOG_LEVEL',
  'RETENTION_DAYS',
  'MAX_CONNECTIONS_PER_ADDRESS',
  'TRUSTED_PROXIES',
] as const;
type SettingName = (typeof settingNames)[number];

/** Reads the settings; on failure every mistake at once, one sentence each. Nothing else reads the environment. */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, readonly string[]> {
  const mistakes: string[] = [];

  function setting<T>(name: SettingName, fallback: T, parse: (text: string) => Result<T, string>): T {
    const text = environment[name];
    if (text === undefined) return fallback;
    const parsed = text.trim() === '' ? err('must not be empty; leave it out to use the default') : parse(text);
    if (parsed.ok) return parsed.value;
    mistakes.push(`${name} ${parsed.error}.`);
    return fallback;
  }

  const config: Config = {
    host: setting('HOST', '127.0.0.1', parseHost),
    port: setting('PORT', 4100, wholeNumber(65_535)),
    dataDir: setting('DATA_DIR', './data', parseDataDir),
    publicOrigin: setting<string | undefined>('PUBLIC_URL', undefined, parsePublicUrl),
    logLevel: setting<LogLevel>('LOG_LEVEL', 'info', parseLogLevel),
    retentionDays: setting('RETENTION_DAYS', defaultRetentionDays, wholeNumber(maxRetentionDays, ' of days')),
    maxConnectionsPerAddress: setting('MAX_CONNECTIONS_PER_ADDRESS', 0, wholeNumber(maxConnections)),
    trustedProxies: setting('TRUSTED_PROXIES', 0, wholeNumber(maxProxies)),
  };
  if (!isLoopbackHost(config.host) && environment['PUBLIC_URL'] === undefined)
    mistakes.push(
      `HOST is ${config.host}, so PUBLIC_URL must say the address that people type; pages would be refused.`,
    );
  mistakes.push(...misspelledSettings(Object.keys(environment)));
  return mistakes.length === 0 ? ok(config) : err(mistakes);
}

function parseHost(text: string): Result<string, string> {
  const isName = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text);
  const isIpv6 = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(text) && URL.canParse(`http://[${text}]`);
  // Digits and dots only are meant as an address: "127.0.0" is no name.
  const isBrokenIpv4 = /^[0-9.]+$/.test(text) && !/^(\d{1,3}\.){3}\d{1,3}$/.test(text);
  return (isName && !isBrokenIpv4 && URL.canParse(`http://${text}`)) || isIpv6
    ? ok(text)
    : err(`must be an address or a name to listen on, like 127.0.0.1; it is "${text}"`);
}

const wholeNumber =
  (max: number, what = '') =>
  (text: string): Result<number, string> =>
    /^\d{1,9}$/.test(text) && Number(text) <= max
      ? ok(Number(text))
      : err(`must be a whole number${what} from 0 to ${max}; it is "${text}"`);

function parseDataDir(text: string): Result<string, string> {
  return text.includes('\0') ? err('must be the path of a folder') : ok(text);
}

function parsePublicUrl(text: string): Result<string, string> {
  const complaint = err(`must be an address like https://docs.example.org, with no path; it is "${text}"`);
  if (!URL.canParse(text)) return complaint;
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const isBare = pathname === '/' && search === '' && hash === '' && username === '' && password === '';
  return isWeb && isBare ? ok(origin) : complaint;
}

function parseLogLevel(text: string): Result<LogLevel, string> {
  const level = logLevels.find((known) => known === text);
  return level === undefined ? err(`must be one of ${logLevels.join(', ')}; it is "${text}"`) : ok(level);
}

const otherNames: Readonly<Record<string, SettingName>> = {
  DATADIRECTORY: 'DATA_DIR',
  DATAFOLDER: 'DATA_DIR',
  DATAPATH: 'DATA_DIR',
  PUBLICADDRESS: 'PUBLIC_URL',
  PUBLICORIGIN: 'PUBLIC_URL',
  LISTENHOST: 'HOST',
  LISTENPORT: 'PORT',
};

/**
 * The environment is full of other programs' names, so only what was plainly meant for us is a mistake:
 * our names written otherwise, long ones up to two letters wrong, and everything that begins with ECRITOIRE_.
 */
function misspelledSettings(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (settingNames.some((known) => known === name)) return [];
    const meant = meantSetting(name);
    if (meant !== undefined) return [`${name} is no setting of Écritoire; did you mean ${meant}?`];
    return name.toUpperCase().startsWith('ECRITOIRE_')
      ? [`${name} is no setting of Écritoire; they are ${settingNames.join(', ')}.`]
      : [];
  });
}

function meantSetting(name: string): SettingName | undefined {
  const letters = lettersOf(name).replace(/^ECRITOIRE/, '');
  // One letter off a short name is another word (POST, HOSTS): only two letters in each other's place count there.
  return (
    otherNames[letters] ??
    settingNames.find((known) => {
      const knownLetters = lettersOf(known);
      if (letters === knownLetters) return true;
      return knownLetters.length > 4 ? editDistance(letters, knownLetters) <= 2 : isSwapped(letters, knownLetters);
    })
  );
}

const lettersOf = (name: string): string => name.toUpperCase().replace(/[^A-Z]/g, '');

const isSwapped = (left: string, right: string): boolean =>
  [...left].sort().join('') === [...right].sort().join('') && editDistance(left, right) === 2;

/** Levenshtein's distance. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
