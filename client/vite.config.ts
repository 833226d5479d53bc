import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { emojiNames } from './emoji-names.ts';

const relay = 'http://127.0.0.1:4100';

/** Tells the service worker what the bytes of each file are: it keeps exactly one build, or nothing. */
function fileIntegrity() {
  let folder = '';
  const plugin: Plugin = {
    name: 'file-integrity',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
  };
  const digest = (url: string) =>
    createHash('sha384')
      .update(readFileSync(resolve(folder, url)))
      .digest('base64');
  const addIntegrity = <T extends { readonly url: string }>(files: readonly T[]) => ({
    manifest: files.map((file) => ({ ...file, integrity: `sha384-${digest(file.url)}` })),
  });
  return { plugin, addIntegrity };
}

const integrity = fileIntegrity();

/**
 * Names in the page what is needed beyond the shell, for a document and in each language, each in a `meta` that
 * `first-paint.js` reads: these files are asked for at once, not when the shell has run.
 */
function partsAhead(): Plugin {
  return {
    name: 'parts-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const filesOf = (isRoot: (chunk: (typeof chunks)[number]) => boolean): Set<string> => {
          const files = new Set(chunks.filter(isRoot).map(({ fileName }) => fileName));
          for (const name of files) {
            const chunk = chunks.find(({ fileName }) => fileName === name);
            for (const file of [...(chunk?.imports ?? []), ...(chunk?.viteMetadata?.importedCss ?? [])])
              files.add(file);
          }
          return files;
        };
        const shell = filesOf(({ isEntry }) => isEntry);
        const metaFor = (name: string, module: string): HtmlTagDescriptor => {
          const files = filesOf(({ facadeModuleId }) => facadeModuleId?.endsWith(module) === true).difference(shell);
          const content = [...files].map((file) => `/${file}`).join(' ');
          return { tag: 'meta', attrs: { name, content }, injectTo: 'head-prepend' };
        };
        return [
          metaFor('document-parts', '/document-page/DocumentPage.tsx'),
          metaFor('words-en', '/app/words/en.ts'),
          metaFor('words-fr', '/app/words/fr.ts'),
        ];
      },
    },
  };
}

/**
 * lib0, under Yjs, declares shapes of page elements when it is loaded, for functions that nobody here calls. Without them
 * its whole schema language stays out of the shell: 12 kB.
 */
const unusedShapes: Plugin = {
  name: 'unused-shapes',
  transform: {
    filter: { id: /\/lib0\/dom\.js$/ },
    handler: (code) => code.replaceAll('= $.$custom(', '= /* @__PURE__ */ $.$custom('),
  },
};

export default defineConfig({
  plugins: [
    // Must run before anything else sees React Aria's sources.
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }), enforce: 'pre' },
    react(),
    unusedShapes,
    emojiNames(),
    partsAhead(),
    integrity.plugin,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      injectRegister: false,
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        // What repairs must come from the server.
        globIgnores: ['repair*'],
        // A name with the hash of the content needs no revision beside it.
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [integrity.addIntegrity],
      },
      manifest: {
        id: '/',
        name: 'Écritoire',
        short_name: 'Écritoire',
        description: 'Écrire à plusieurs, même sans réseau',
        lang: 'fr',
        start_url: '/',
        display: 'standalone',
        theme_color: '#2b46c8',
        background_color: '#f6f6f3',
        file_handlers: [{ action: '/', accept: { 'application/vnd.ecritoire+zip': ['.ecritoire'] } }],
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
        ],
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    // One file: whoever shares what with whom would cut it into ten, which compress worse and are asked for one by one.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', tags: ['$initial'] }] } } },
  },
  server: { port: 4101, strictPort: true, proxy: { '/sync': { target: relay, ws: true } } },
});
