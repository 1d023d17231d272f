import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The browser application, and with `--ssr` the public pages for the server. `npm start` builds both into a cache
 * directory of its choice (`build.outDir`);
 * `npx vite` serves it with hot reload beside a running instance, whose address is FAIRLIST_URL.
 */
export default defineConfig(({ command, isSsrBuild = false }) => {
  // Whoever builds it, a test run included, gets the production build: the result is kept and served. Both React's own
  // switch and the choice of JSX runtime look at this variable, so a `define` would not do.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return {
    root: 'src/web',
    publicDir: 'static',
    plugins: [react()],
    build: {
      outDir: '../../.cache/web/dist',
      emptyOutDir: true,
      target: 'es2023',
      // Data URLs would need a wider content security policy than 'self'.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 900,
      reportCompressedSize: false,
      cssMinify: true,
      ssrEmitAssets: true,
      copyPublicDir: !isSsrBuild,
    },
    // The server's bundle of the public pages stands alone: it lies in a cache, far from any node_modules.
    ssr: { noExternal: true as const },
    ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
    server: { proxy: { '/v1': process.env['FAIRLIST_URL'] ?? 'http://127.0.0.1:4600' } },
  }
})
