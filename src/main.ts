#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Keeps compiled and type-stripped modules between runs: a filter that is started for each step must start at once.
enableCompileCache()

const { runProgram } = await import('./cli/program.ts')
process.exitCode = await runProgram(process.argv.slice(2))
