/** What a moment is counted by in `stats`: moments alike in all of it share a tally, whose degree is their number. */
export interface Tally {
  key: string;
  public: boolean;
  layer: number;
  sourceType: string | null;
  /** Of confidence; null where there is none. */
  hundredths: number | null;
}

/** The migration that made the first tallies and `moment/set-visibility` write the same key. */
export function tallyOf({
  visibility,
  layer,
  sourceType,
  confidence,
}: {
  visibility: string;
  layer: number;
  sourceType: string | null;
  confidence: number | null;
}): Tally {
  const open = visibility === 'public';
  const hundredths = confidence === null ? null : Math.round(100 * confidence);
  const source = sourceType === null ? '' : `=${sourceType}`;
  return {
    key: `${open ? 'public' : 'hidden'} ${layer} ${hundredths ?? ''} ${source}`,
    public: open,
    layer,
    sourceType,
    hundredths,
  };
}
