// Reads the page's data again by itself: quickly at first, then slower, and not for ever.
import { useEffect, useState } from "react";
import { useRevalidator } from "react-router";
import { lookAgainAfterMs } from "./settling.ts";

/** Whether it is still looking. */
export function useLookAgain(): boolean {
  const { revalidate, state } = useRevalidator();
  const [looks, setLooks] = useState(0);
  const waitMs = lookAgainAfterMs(looks);
  useEffect(() => {
    if (waitMs === undefined || state !== "idle") return undefined;
    const timer = setTimeout(() => {
      setLooks((count) => count + 1);
      void revalidate();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, state, revalidate]);
  return waitMs !== undefined;
}
