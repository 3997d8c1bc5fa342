// An address as it is written on a parcel.
import type { MailAddress } from "./mail-order.ts";
import type { Messages } from "./messages.ts";

export function addressLines(address: MailAddress, messages: Messages): readonly string[] {
  const { firstName, lastName, street, street2, zipCode, city, state, country } = address;
  const place = [`${zipCode} ${city}`.trim(), state].filter((part) => part !== "").join(", ");
  return [`${firstName} ${lastName}`, street, street2, place, messages.country(country)].filter(
    (line) => line !== "",
  );
}
