// Whether scripts run: false on the server and until React has taken over the page, so that both render the same first.
import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

export const useHydrated = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
