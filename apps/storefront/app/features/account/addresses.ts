// The addresses of a profile as a list in which places are told by number, and the two defaults. No I/O.
import type { AddressBody, SavedAddress } from "@souk/contracts";

export type AddressChoice = { readonly isShipping: boolean; readonly isBilling: boolean };

const flags = ({ isShipping, isBilling }: AddressChoice) => ({
  ...(isShipping ? { defaultShipping: true } : {}),
  ...(isBilling ? { defaultBilling: true } : {}),
});

/** Puts an address at its place, or at the end. What it becomes the default of, no other is any more; the first address is the default of both. */
export function withAddress(
  addresses: readonly SavedAddress[],
  { position, address, choice }: { position: number; address: AddressBody; choice: AddressChoice },
): SavedAddress[] {
  const isFirst = addresses.length === 0;
  const chosen = { isShipping: choice.isShipping || isFirst, isBilling: choice.isBilling || isFirst };
  const others = addresses.map(({ defaultShipping = false, defaultBilling = false, ...other }) => ({
    ...other,
    ...flags({
      isShipping: defaultShipping && !chosen.isShipping,
      isBilling: defaultBilling && !chosen.isBilling,
    }),
  }));
  const changed = { ...address, ...flags(chosen) };
  return position < others.length ? others.with(position, changed) : [...others, changed];
}

export const withoutAddress = (addresses: readonly SavedAddress[], position: number): SavedAddress[] =>
  addresses.filter((_, index) => index !== position);

function plainAddress({
  defaultShipping: _shipping,
  defaultBilling: _billing,
  ...address
}: SavedAddress): AddressBody {
  return address;
}

/** What a checkout starts with: where things go, and what is on the invoice where that is another address. */
export function defaultsOf(addresses: readonly SavedAddress[]): {
  readonly shipping?: AddressBody;
  readonly billing?: AddressBody;
} {
  const shipping = addresses.find(({ defaultShipping }) => defaultShipping) ?? addresses[0];
  const billing = addresses.find(({ defaultBilling }) => defaultBilling);
  return {
    ...(shipping ? { shipping: plainAddress(shipping) } : {}),
    ...(billing && billing !== shipping ? { billing: plainAddress(billing) } : {}),
  };
}
