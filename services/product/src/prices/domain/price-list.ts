// What a price list must fulfil.
import type { PriceListBody, PriceListEntry } from "@souk/contracts";
import { Refusal, type FieldError } from "@souk/errors";
import { isCurrency } from "@souk/money";

/** Refuses, with all its faults at once, a list that could not be applied as it is written. */
export function checkPriceList(body: PriceListBody, knownVariants: ReadonlySet<string>): void {
  const errors = [
    ...timeErrors(body),
    ...body.entries.flatMap((entry, index) => entryErrors(entry, knownVariants, `/entries/${index}`)),
    ...repeated(body.entries).map((index) =>
      fieldError(`/entries/${index}`, "entry_repeated", "the variant has a price for that quantity already"),
    ),
  ];
  if (errors.length === 0) return;
  throw new Refusal("invalid", "price_list_invalid", "The price list is not consistent.", { fields: errors });
}

export function priceListNotFound(): Refusal {
  return new Refusal("not_found", "price_list_not_found", "There is no such price list.");
}

function timeErrors({ startsAt, endsAt }: PriceListBody): FieldError[] {
  if (startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt)) return [];
  return [fieldError("/endsAt", "ends_before_start", "must be later than startsAt")];
}

function entryErrors(
  { variantId, currency }: PriceListEntry,
  known: ReadonlySet<string>,
  pointer: string,
): FieldError[] {
  return [
    ...(known.has(variantId)
      ? []
      : [fieldError(`${pointer}/variantId`, "variant_unknown", "there is no such variant")]),
    ...(isCurrency(currency)
      ? []
      : [fieldError(`${pointer}/currency`, "currency_unknown", "is no currency that Souk knows")]),
  ];
}

function repeated(entries: readonly PriceListEntry[]): number[] {
  const seen = new Set<string>();
  return entries.flatMap(({ variantId, currency, minQuantity }, index) => {
    const key = `${variantId} ${currency} ${minQuantity}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [index] : [];
  });
}

function fieldError(pointer: string, code: string, message: string): FieldError {
  return { pointer, code, message };
}
