import { useEffect, useRef } from 'react';
import { useKeys } from '../api/keys.js';
import { KeysButton } from './keys.js';
import { MomentPicker } from './moment-picker.js';
import { go, Link, momentAddress, usePlace } from './router.js';
import { ThemeToggle } from './theme.js';

export function Header() {
  const { path } = usePlace();
  const { service } = useKeys();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest?.('input, textarea, select');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      box.current?.querySelector('input')?.focus();
    };
    addEventListener('keydown', focusSearch);
    return () => removeEventListener('keydown', focusSearch);
  }, []);

  const entry = (href: string, label: string, current: boolean) => (
    <Link href={href} aria-current={current ? 'page' : undefined}>
      {label}
    </Link>
  );
  return (
    <header className="site">
      <a className="skip" href="#content">
        To the content
      </a>
      <Link href="/" className="brand">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9.5" />
          <path d="M12 6.5V12l3.8 2.4" />
        </svg>
        Clockchain
      </Link>
      <div className="site-search" role="search" ref={box}>
        <MomentPicker
          label="Search moments"
          placeholder="Search history  ( / )"
          clearOnPick
          onPick={({ path }) => go(momentAddress(path))}
        />
      </div>
      <nav aria-label="Views">
        {entry('/', 'Timeline', path === '/')}
        {entry('/today', 'On this day', path === '/today')}
        {entry('/between', 'Between', path === '/between')}
        {service && entry('/desk', 'Desk', path.startsWith('/desk'))}
      </nav>
      <div className="site-tools">
        <KeysButton />
        <ThemeToggle />
      </div>
    </header>
  );
}

export function Footer() {
  return (
    <footer className="site-foot">
      <span>A temporal-causal graph of history</span>
      <span>
        <a href="/graphql">GraphQL playground</a>
        <a href="/api/docs">REST documentation</a>
      </span>
    </footer>
  );
}
