import { execFileSync } from 'node:child_process';

/** End-to-end tests run the compiled service: of the sources as they are now. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
