import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The two weights every first screen uses are fetched together with the script instead of after the style sheet is parsed.
function preloadFonts(): Plugin {
  return {
    name: 'sauro-preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const wanted = /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal.*\.woff2$/;
        return Object.keys(context.bundle ?? {})
          .filter((file) => wanted.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

// Names the build (in the page, in version.json) and writes the worker that keeps it in the browser. File names carry the hash of their
// content, so their list names the build. Own code instead of vite-plugin-pwa: one list of files needs no run time library in the worker.
function keptPage(): Plugin {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const open = readdirSync(here('public')); // files without a hash
  let build = '';
  return {
    name: 'sauro-kept-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        const sum = createHash('sha256').update(html);
        for (const file of Object.keys(context.bundle ?? {}).sort()) sum.update(file);
        for (const file of open) sum.update(readFileSync(here(`public/${file}`)));
        build = sum.digest('hex').slice(0, 16);
        return [{ tag: 'meta', attrs: { name: 'sauro-build', content: build }, injectTo: 'head' as const }];
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const assets = Object.keys(bundle).filter((file) => file.startsWith('assets/') && !/\.woff$/.test(file));
        const files = ['/index.html', ...open.map((file) => `/${file}`), ...assets.map((file) => `/${file}`)];
        const worker = readFileSync(here('sw/sw.js'), 'utf8').replace('__BUILD__', build).replace('__FILES__', JSON.stringify(files));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker });
        this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ build }) });
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadFonts(), keptPage()],
  build: {
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    manifest: true,
    assetsInlineLimit: 0, // data: URLs would need a wider content security policy
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // a few shared files instead of forty small ones: each request costs a round trip on a shared line
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 30 },
            { name: 'antd', test: /node_modules[\\/]/, priority: 20 },
            { name: 'shared', test: /src[\\/](ui|lib|api)[\\/]|src[\\/]app[\\/][^/]+$/, priority: 10, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env['SAURO_API'] ?? 'http://127.0.0.1:8080' },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
