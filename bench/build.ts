import { execFileSync } from 'node:child_process';

/** Makes `dist` from the source, for measurements that start the service or the command as users do. */
export function build(): void {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
}
