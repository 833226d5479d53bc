import { join } from 'node:path';
import { mergeConfig, type Plugin } from 'vite';
import client from '../../client/vite.config.ts';

/** What makes a build a newer one: names of scripts change with whatever changes in them, and so do those that name them. */
const newerVersion: Plugin = {
  name: 'newer-version',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/client/package.json') ? code.replace(/("version": )"[^"]*"/, '$1"99.0.0"') : undefined,
};

const editor = new URL('../../client/src/editor/', import.meta.url).pathname;
const guard = join(editor, 'guard');
const newerByPresent = new Map([
  [join(editor, 'schema.ts'), join(guard, 'test-newer-schema.ts')],
  [join(guard, 'schema-releases.ts'), join(guard, 'test-newer-releases.ts')],
]);

/** What a newer version knows more: whoever asks for the schema gets the newer one, which itself is made from the present. */
const newerSchema: Plugin = {
  name: 'newer-schema',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!/schema(-releases)?\.ts$/.test(source)) return undefined;
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    const newer = resolved === null ? undefined : newerByPresent.get(resolved.id);
    return newer === importer ? undefined : newer;
  },
};

export default mergeConfig(client, { plugins: [newerVersion, newerSchema] });
