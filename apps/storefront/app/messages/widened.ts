// What another language must have: the shape of the English words, with any text in it.

/** Widens literal texts, so that another language may say it otherwise. */
export type Widened<Value> = Value extends (...args: infer Arguments) => string
  ? (...args: Arguments) => string
  : Value extends string
    ? string
    : { readonly [Key in keyof Value]: Widened<Value[Key]> };
