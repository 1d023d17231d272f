import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['**/*.prove.test.ts'], exclude: ['node_modules/**'], maxWorkers: 1 } })
