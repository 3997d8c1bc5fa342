// Moves the focus to what took the place of a form that was sent: without it, keyboards and screen readers would stand where nothing is any more.
import { useEffect, useRef, type RefObject } from "react";

export function useFocusOnArrival<Target extends HTMLElement>(): RefObject<Target | null> {
  const target = useRef<Target>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
