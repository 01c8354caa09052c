/** The package brings no types; only its grammar is used here. */
declare module 'edtf' {
  /** Throws where `input` is no EDTF text. */
  export function parse(input: string): {
    type: 'Date' | 'Year' | 'Decade' | 'Century' | 'Season' | 'Interval' | 'Set' | 'List';
  };
}
