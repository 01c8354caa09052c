import { Command, CommanderError } from 'commander';
import type { AddCommand, Calling } from './calling.js';
import { CliError, EXIT } from './cli-error.js';
import { addBackup } from './commands/backup.js';
import { addDoctor } from './commands/doctor.js';
import { addExport } from './commands/export.js';
import { addGenerate } from './commands/generate.js';
import { addImport } from './commands/import.js';
import { addIndex } from './commands/index-moment.js';
import { addJobs } from './commands/jobs.js';
import { addPath } from './commands/path.js';
import { addRestore } from './commands/restore.js';
import { addSearch } from './commands/search.js';
import { addShow } from './commands/show.js';
import { addStart } from './commands/start.js';
import { addStats } from './commands/stats.js';
import { findService, type ServiceOptions } from './service.js';
import type { Terminal } from './terminal.js';

const COMMANDS: AddCommand[] = [
  addStart,
  addIndex,
  addGenerate,
  addJobs,
  addSearch,
  addShow,
  addPath,
  addStats,
  addImport,
  addExport,
  addCypher,
  addBackup,
  addRestore,
  addDoctor,
];

const ABOUT_KEYS_AND_ENDS = `
The service is asked over HTTP at --url, else CLOCKCHAIN_URL, else http://127.0.0.1:4000 (or PORT). Keys are --service-key and --admin-key,
else SERVICE_API_KEY and ADMIN_KEY, else those that a service on this machine keeps in DATA_DIR (.clockchain). Settings may stand in .env.

Ends with 0 when all is done; 1 refused or failed; 2 the call is not right; 3 nobody answers; 4 a key is missing or wrong; 5 a part of it was
refused; 130 stopped by Ctrl-C. "clockchain <command> --help" tells more.`;

/** Runs one command line and answers with the code to end with. Never throws. */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
  const wantsJson = args.includes('--json');
  try {
    // It has options of its own, which no other command shares.
    if (args[0] === 'cypher') return await (await import('./cypher.js')).runCypher(args.slice(1), terminal);
    let exitCode = 0;
    const program = newProgram(terminal);
    const calling = (): Calling => ({
      terminal,
      service: () => findService(program.opts<ServiceOptions>(), terminal),
      json: program.opts<{ json?: boolean }>().json === true,
      say: (text) => void terminal.stdout.write(text),
      note: (text) => void terminal.stderr.write(text),
      endWith: (code) => {
        exitCode = code;
      },
    });
    for (const add of COMMANDS) add(program, calling);
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return tell(error, terminal, wantsJson);
  }
}

function newProgram({ stdout, stderr }: Terminal): Command {
  return new Command('clockchain')
    .description('The graph of history on the command line: a client of a running Clockchain service.')
    .option('--url <address>', 'the service, such as http://127.0.0.1:4000')
    .option('--service-key <key>', 'opens what is not public, and writes')
    .option('--admin-key <key>', 'opens bulk generation, and layers from 2 on')
    .option('--json', 'answer in JSON, for machines')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help tells how to call this)')
    .addHelpText('after', ABOUT_KEYS_AND_ENDS);
}

function addCypher(program: Command): void {
  program
    .command('cypher')
    .description('ask the graph a question in Cypher, read-only; it has options of its own (cypher --help)')
    .action(() => {
      throw new CliError(
        EXIT.usage,
        'cypher comes first, its own options behind it: clockchain cypher --help',
      );
    });
}

function tell(error: unknown, terminal: Terminal, json: boolean): number {
  const { stderr } = terminal;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  const plain = error instanceof CliError;
  const message = plain ? error.message.trimEnd() : ((error as Error).stack ?? String(error));
  const exitCode = plain ? error.exitCode : EXIT.failed;
  if (json && plain) {
    stderr.write(`${JSON.stringify({ error: { message, code: error.code, exit: exitCode } })}\n`);
  } else {
    stderr.write(`${message}\n`);
  }
  return exitCode;
}
