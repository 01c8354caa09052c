/** Text that a spreadsheet would calculate, and such text with the mark of ours before it. */
const CALCULATED = /^'*[=+\-@\t\r]/u;

/** Text as a cell that no spreadsheet calculates: what begins like a formula gets an apostrophe, which `plainText` takes off again. */
export function safeText(text: string): string {
  return CALCULATED.test(text) ? `'${text}` : text;
}

/** The inverse of `safeText`. */
export function plainText(cell: string): string {
  return cell.startsWith("'") && CALCULATED.test(cell) ? cell.slice(1) : cell;
}

/** A list of texts as one cell: with semicolons where that can be read back, else as JSON. */
export function listCell(items: readonly string[]): string {
  const joined = items.join('; ');
  const again = readListCell(joined);
  const same = again.length === items.length && again.every((item, i) => item === items[i]);
  return same && !joined.startsWith('[') ? joined : JSON.stringify(items);
}

/** The inverse of `listCell`; a JSON list that is none is read as text. */
export function readListCell(cell: string): string[] {
  if (cell.startsWith('[')) {
    try {
      const items: unknown = JSON.parse(cell);
      if (Array.isArray(items)) return items as string[];
    } catch {
      // told by the rules of the field, as for any other text
    }
  }
  return cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
