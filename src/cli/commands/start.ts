import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { environmentOf } from '../terminal.js';

/** The compiled service: beside us in `dist`, or there when we run from `src`. */
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export const addStart: AddCommand = (program, calling) => {
  program
    .command('start')
    .description('run the service here, its databases included unless NEO4J_URI and MONGODB_URI name others')
    .option('--port <port>', 'where it listens (PORT, 4000)')
    .option('--data-dir <folder>', 'embedded servers, their data, the keys (DATA_DIR, .clockchain)')
    .addHelpText(
      'after',
      '\nStops at Ctrl-C, when what runs is finished or handed back. Ends as the service does.',
    )
    .action(async ({ port, dataDir }: { port?: string; dataDir?: string }) => {
      const { terminal, endWith } = calling();
      if (!existsSync(MAIN)) {
        throw new CliError(EXIT.failed, 'The service is not built yet: npm run build makes dist/main.js.');
      }
      const service = spawn(process.execPath, ['--enable-source-maps', MAIN], {
        cwd: terminal.folder,
        stdio: 'inherit',
        env: {
          ...environmentOf(terminal),
          ...(port && { PORT: port }),
          ...(dataDir && { DATA_DIR: dataDir }),
        },
      });
      // Ctrl-C reaches the service from the terminal itself; a second signal would cut short its farewell.
      const stop = () => terminal.interrupted.reason === 'SIGTERM' && service.kill('SIGTERM');
      terminal.interrupted.addEventListener('abort', stop);
      const code = await new Promise<number>((resolve, reject) => {
        service.once('error', reject);
        service.once('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? EXIT.interrupted : 0)));
      });
      endWith(code);
    });
};
