/** A path on a square of 1,000 units, drawn when the page is built: `web/coastlines.mjs`. */
declare module 'coastlines:*' {
  const path: string;
  export default path;
}
