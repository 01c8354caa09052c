const FIGURES = 64;

/**
 * One whole number for what comes first where a stretch of time or a place on a map has room for one moment: the surest
 * (to a thousandth), of those the one with most figures. Indexes hold it beside time and place, so that finding the
 * first of many needs none of them read.
 */
export function prominence({
  confidence,
  figures,
}: {
  confidence: number | null;
  figures: readonly string[];
}): number {
  return Math.round(1_000 * (confidence ?? 0)) * FIGURES + Math.min(figures.length, FIGURES - 1);
}
