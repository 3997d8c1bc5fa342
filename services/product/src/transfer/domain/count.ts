// How much of a variant lies at a location, as a file says or is told it.

export type Count = { readonly variantId: string; readonly location: string; readonly onHand: number };
