import { type RefObject, useEffect, useState } from 'react';

/** The value as it was once it has stood still for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** The size of an element in pixels, 0 before it is known. */
export function useSize(ref: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

export function useTitle(title: string | null | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Clockchain` : 'Clockchain';
  }, [title]);
}

/** Renders once more when the fonts are there, for what measures text. */
export function useFonts(): void {
  const [, setReady] = useState(false);
  useEffect(() => {
    let current = true;
    void document.fonts.ready.then(() => current && setReady(true));
    return () => {
      current = false;
    };
  }, []);
}
