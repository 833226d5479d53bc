import { mergeConfig, type Plugin } from 'vite';
import newerVersion from './newer-version.config.ts';

const storage = new URL('../../client/src/storage/', import.meta.url).pathname;

/** Whoever asks for the upgrades of the database gets one more; that one itself is made from the present. */
const newerFormat: Plugin = {
  name: 'newer-format',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!source.endsWith('/database-upgrades.ts') || importer === `${storage}test-newer-upgrades.ts`) return undefined;
    return (await this.resolve(source, importer, { ...options, skipSelf: true })) && `${storage}test-newer-upgrades.ts`;
  },
};

export default mergeConfig(newerVersion, { plugins: [newerFormat] });
