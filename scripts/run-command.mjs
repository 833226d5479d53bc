import { spawn } from 'node:child_process';

/**
 * Runs a program to its end with its output passed through, and resolves to its exit code; a program that could not
 * start or was ended by a signal counts as 1.
 */
export function runCommand(command, args, { cwd }) {
  return new Promise((resolve) => {
    // No standard input: a tool that would ask a question must fail instead of waiting for ever.
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const endChild = () => {
      child.kill('SIGTERM');
      process.exit(143);
    };
    process.once('SIGTERM', endChild);
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => {
      process.off('SIGTERM', endChild);
      resolve(code ?? 1);
    });
  });
}
