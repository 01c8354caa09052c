import { edtfEnd, edtfOf, edtfStart } from './calendar.js';

/** A stretch of time that is looked at; `to` is not in it. */
export interface Window {
  from: number;
  to: number;
}

/** The narrowest view: half an hour. */
export const NARROWEST = 30;

export function readWindow(query: URLSearchParams): Window | null {
  const from = edtfStart(query.get('from') ?? '');
  const to = edtfEnd(query.get('to') ?? '');
  return from !== null && to !== null && to > from ? { from, to } : null;
}

/** As the address and the API have it: EDTF, `to` included. */
export function windowEdtf({ from, to }: Window): { from: string; to: string } {
  const span = to - from;
  return { from: edtfOf(from, span), to: edtfOf(to - 1, span) };
}

/** Kept within `whole`, no narrower than may be, on whole minutes. */
export function held({ from, to }: Window, whole: Window): Window {
  const span = Math.min(Math.max(to - from, NARROWEST), whole.to - whole.from);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - span / 2, whole.from), whole.to - span);
  return { from: Math.round(start), to: Math.round(start + span) };
}

export function zoomed(window: Window, factor: number, around: number, whole: Window): Window {
  const span = Math.min(Math.max((window.to - window.from) * factor, NARROWEST), whole.to - whole.from);
  const share = (around - window.from) / (window.to - window.from);
  const from = around - span * share;
  return held({ from, to: from + span }, whole);
}

export function moved(window: Window, share: number, whole: Window): Window {
  const by = (window.to - window.from) * share;
  return held({ from: window.from + by, to: window.to + by }, whole);
}
