// The vocabulary of weaving: yarns, and which of them lies at a knot.

/** 0 field, 1 ground of figures, 2 accent, 3 second, 4 dark outline. */
export type Yarn = 0 | 1 | 2 | 3 | 4;

export type Weave = { readonly columns: number; readonly rows: number };

export type KnotAt = (column: number, row: number) => Yarn;

export const yarnAt = (index: number): Yarn => {
  const yarns: readonly Yarn[] = [1, 2, 3, 4];
  return yarns[((index % 4) + 4) % 4] ?? 1;
};

/** Distance in knots from the middle of a repeat. */
export const fold = (value: number, repeat: number) =>
  Math.abs((((value % repeat) + repeat) % repeat) - repeat / 2);
