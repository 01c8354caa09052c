import { type RefObject, useEffect, useRef } from 'react';

export interface PanZoom {
  /** Moved by so many pixels. */
  onPan(dx: number, dy: number): void;
  /** `factor` below 1 comes nearer; around a point in pixels from the corner of the element. */
  onZoom(factor: number, x: number, y: number): void;
}

const STILL = 4;

/** Drag, wheel and pinch on an element. A press that does not move stays a click on what lies there. */
export function usePanZoom(ref: RefObject<HTMLElement | null>, handlers: PanZoom): void {
  const latest = useRef(handlers);
  latest.current = handlers;

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const pointers = new Map<number, { x: number; y: number }>();
    let travelled = 0;
    const at = (event: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const spread = () => {
      const [a, b] = [...pointers.values()] as [{ x: number; y: number }, { x: number; y: number }];
      return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, at(event));
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      const [dx, dy] = [now.x - before.x, now.y - before.y];
      travelled += Math.abs(dx) + Math.abs(dy);
      if (travelled > STILL && !element.hasPointerCapture(event.pointerId))
        element.setPointerCapture(event.pointerId);
      if (pointers.size === 2) {
        const was = spread();
        pointers.set(event.pointerId, now);
        const is = spread();
        latest.current.onZoom(was.distance / Math.max(1, is.distance), is.x, is.y);
        latest.current.onPan(is.x - was.x, is.y - was.y);
        return;
      }
      pointers.set(event.pointerId, now);
      if (travelled > STILL) latest.current.onPan(dx, dy);
    };
    const up = (event: PointerEvent) => pointers.delete(event.pointerId);
    const click = (event: MouseEvent) => {
      if (travelled <= STILL) return;
      travelled = 0;
      event.preventDefault();
      event.stopPropagation();
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { x, y } = at(event);
      const size = event.deltaMode === 1 ? 18 : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) latest.current.onPan(-event.deltaX * size, 0);
      else latest.current.onZoom(Math.exp(Math.max(-90, Math.min(90, event.deltaY * size)) * 0.0035), x, y);
    };
    const noDrag = (event: Event) => event.preventDefault();
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('click', click, true);
    element.addEventListener('dragstart', noDrag);
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('click', click, true);
      element.removeEventListener('dragstart', noDrag);
      element.removeEventListener('wheel', wheel);
    };
  }, [ref]);
}
