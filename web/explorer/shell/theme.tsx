import { useState } from 'react';

const STORED_AS = 'clockchain:theme';
type Theme = 'light' | 'dark';

const systemTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** The system's choice unless the reader made another, which is kept. */
export function applyTheme(): Theme {
  const chosen = localStorage.getItem(STORED_AS) as Theme | null;
  if (chosen) document.documentElement.dataset.theme = chosen;
  return chosen ?? systemTheme();
}

export function ThemeToggle() {
  const [theme, setTheme] = useState(applyTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Use the ${other} colours`}
      title={`Use the ${other} colours`}
      onClick={() => {
        if (other === systemTheme()) localStorage.removeItem(STORED_AS);
        else localStorage.setItem(STORED_AS, other);
        document.documentElement.dataset.theme = other;
        setTheme(other);
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" className="icon">
        {theme === 'dark' ? (
          <g>
            <circle cx="12" cy="12" r="4.2" />
            <path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.6 1.6M17.1 17.1l1.6 1.6M18.7 5.3l-1.6 1.6M6.9 17.1l-1.6 1.6" />
          </g>
        ) : (
          <path d="M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z" />
        )}
      </svg>
    </button>
  );
}
