import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

export interface Keys {
  service: string[];
  admin: string[];
}

/** Reads the keys that this data folder was given at its first start, or makes them now (mode 0600). */
export function keysOfDataDir(dataDir: string): { keys: Keys; file: string } {
  const file = join(dataDir, 'keys.env');
  if (!existsSync(file)) {
    const text = `SERVICE_API_KEY=${newKey()}\nADMIN_KEY=${newKey()}\n`;
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  }
  const { SERVICE_API_KEY = '', ADMIN_KEY = '' } = parseEnv(readFileSync(file, 'utf8'));
  return { keys: { service: [SERVICE_API_KEY], admin: [ADMIN_KEY] }, file };
}

function newKey(): string {
  return randomBytes(24).toString('base64url');
}
