import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const relay = 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [
    // Must run before anything else sees React Aria's sources.
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }), enforce: 'pre' },
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'] },
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
  build: { target: 'es2022', chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { port: 4101, strictPort: true, proxy: { '/sync': { target: relay, ws: true } } },
});
