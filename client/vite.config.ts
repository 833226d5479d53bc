import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

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

export default defineConfig({
  plugins: [
    // Must run before anything else sees React Aria's sources.
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }), enforce: 'pre' },
    react(),
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
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
        ],
      },
    }),
  ],
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { port: 4101, strictPort: true, proxy: { '/sync': { target: relay, ws: true } } },
});
