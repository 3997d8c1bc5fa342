// A credential that must be refused: `send` is what follows "Bearer " in the header.

export type Mutant = { readonly name: string; readonly send: string };
