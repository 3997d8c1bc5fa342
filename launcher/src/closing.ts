// Things that were opened, closed again in the opposite order; one that fails to close does not keep the others open.

export type Closing = {
  add(name: string, close: () => Promise<unknown>): void;
  /** Closes everything once; rejects with the first failure after all were tried. */
  closeAll(): Promise<void>;
};

export function createClosing(): Closing {
  const opened: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];
  let closing: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const { name, close } of opened.toReversed()) {
      try {
        await close();
      } catch (cause) {
        failures.push(new Error(`${name} did not close cleanly`, { cause }));
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (name, close) => void opened.push({ name, close }),
    closeAll: () => (closing ??= run()),
  };
}
