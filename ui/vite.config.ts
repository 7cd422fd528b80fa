// How is the window built, served and tested? `vite build` makes dist/, which the shell embeds;
// `vite build --mode fake` makes the same page with the host in memory, for pictures and axe.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: { '@': here('./src') } },
  clearScreen: false,
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
  preview: { host: '127.0.0.1' },
  build: {
    target: ['es2022', 'safari16'],
    outDir: mode === 'fake' ? 'dist-fake' : 'dist',
    emptyOutDir: true,
    // Nothing as a data: address: the window's content security policy has none.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // A room's chunk bears its name, for whoever reads a list of sizes.
        chunkFileNames: ({ facadeModuleId }) => `assets/${/rooms\/(\w+)\/Room\.svelte$/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-[hash].js`,
      },
      input: mode === 'fake' ? [here('./index.html'), here('./gallery.html')] : [here('./index.html')],
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    setupFiles: ['src/testing.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
}))
