export { codegen, type CodegenOptions, type CodegenResult } from './codegen.ts';
export { type CommandOptions, runCommand } from './run-command.ts';
