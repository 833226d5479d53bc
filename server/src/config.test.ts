import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const mistakesOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  const config = readConfig(environment);
  return config.ok ? [] : config.error;
};

describe('settings', () => {
  it('[S1] without any setting the relay listens on this machine only', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root', HOSTNAME: 'box' })).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 4100,
        dataDir: './data',
        publicOrigin: undefined,
        logLevel: 'info',
        retentionDays: 7,
        maxConnectionsPerAddress: 0,
        trustedProxies: 0,
      },
    });
  });

  it.each([
    ['HOST', 'http://127.0.0.1'],
    ['HOST', '127.0.0'],
    ['HOST', '300.1.1.1'],
    ['HOST', 'two words'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '4100.5'],
    ['RETENTION_DAYS', '-1'],
    ['RETENTION_DAYS', 'soon'],
    ['RETENTION_DAYS', '3651'],
    ['PORT', ''],
    ['DATA_DIR', ' '],
    ['PUBLIC_URL', 'docs.example.org'],
    ['PUBLIC_URL', 'ftp://docs.example.org'],
    ['PUBLIC_URL', 'https://docs.example.org/path'],
    ['PUBLIC_URL', 'https://user:secret@docs.example.org'],
    ['LOG_LEVEL', 'verbose'],
  ])('[S2] %s=%j is a mistake', (name, value) => {
    const mistakes = mistakesOf({ [name]: value });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(new RegExp(`^${name} must`));
  });

  it.each([
    ['DATADIR', 'DATA_DIR'],
    ['DATA_DIRECTORY', 'DATA_DIR'],
    ['DATA_DIRS', 'DATA_DIR'],
    ['data_dir', 'DATA_DIR'],
    ['PUBLICURL', 'PUBLIC_URL'],
    ['PUBLIC_URI', 'PUBLIC_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['PROT', 'PORT'],
    ['HSOT', 'HOST'],
    ['ECRITOIRE_PORT', 'PORT'],
    ['ECRITOIRE_DATADIR', 'DATA_DIR'],
  ])('[S3] %s was meant as %s', (name, meant) => {
    expect(mistakesOf({ [name]: 'x' })).toEqual([`${name} is no setting of Écritoire; did you mean ${meant}?`]);
  });

  it('[S3] an unknown name of ours is a mistake even when nobody can guess what was meant', () => {
    expect(mistakesOf({ ECRITOIRE_COLOUR: 'blue' })[0]).toContain('HOST, PORT, DATA_DIR, PUBLIC_URL, LOG_LEVEL');
  });

  it("[S3] other programs' names are left alone", () => {
    const names =
      'POST HOME HOSTNAME HOSTTYPE PATH PWD SHELL LANG TERM XDG_DATA_DIRS XDG_DATA_HOME NODE_ENV npm_config_port LOGNAME LESS';
    expect(mistakesOf(Object.fromEntries(names.split(' ').map((name) => [name, 'x'])))).toEqual([]);
  });

  it('[S4] an address that others can reach needs the address that people type', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.4', 'docs.example.org']) {
      expect(mistakesOf({ HOST: host })[0]).toContain('PUBLIC_URL');
      expect(mistakesOf({ HOST: host, PUBLIC_URL: 'https://docs.example.org/' })).toEqual([]);
    }
    for (const host of ['localhost', '127.0.0.2', '::1']) expect(mistakesOf({ HOST: host })).toEqual([]);
  });

  it('[S2] all mistakes are told at once', () => {
    expect(mistakesOf({ PORT: 'x', LOG_LEVEL: 'x', DATADIR: 'x' })).toHaveLength(3);
  });
});
