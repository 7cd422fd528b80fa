// Which mistakes are found before a person has to? The directions between the folders of src/ are
// held by scripts/directions.js.
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import { directions } from './scripts/directions.js'
import svelteConfig from './svelte.config.js'

export default ts.config(
  { ignores: ['dist/', 'dist-fake/', 'node_modules/', 'src/contract/**'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  {
    plugins: { house: { rules: { directions } } },
    rules: {
      'house/directions': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      // Addresses are hashes of our own router, not SvelteKit's.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
)
