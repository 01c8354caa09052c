import type { ReactNode } from 'react';

/** One that is in the list taken out of it, any other put to its end. */
function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** Chips of which any number is chosen. */
export function Toggles<T extends string | number>({
  options,
  chosen,
  onChange,
}: {
  options: readonly { value: T; label: ReactNode }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  return options.map(({ value, label }) => (
    <button
      key={value}
      type="button"
      className="chip"
      aria-pressed={chosen.includes(value)}
      onClick={() => onChange(toggled(chosen, value))}
    >
      {label}
    </button>
  ));
}
