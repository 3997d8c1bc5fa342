// The fields of a postal address, in the order in which forms are read, and the address that they make.
import type { AddressBody } from "@souk/contracts";

export const ADDRESS_FIELDS = [
  "firstName",
  "lastName",
  "street",
  "street2",
  "zipCode",
  "city",
  "state",
  "country",
  "phone",
] as const;
export const ADDRESS_REQUIRED = ["firstName", "lastName", "street", "zipCode", "city", "country"] as const;

/** What is empty is left out. */
export function toAddress(values: Readonly<Record<string, string>>): AddressBody {
  const text = (name: string): string => values[name] ?? "";
  const optional = (name: string) => (text(name) === "" ? {} : { [name]: text(name) });
  return {
    firstName: text("firstName"),
    lastName: text("lastName"),
    street: text("street"),
    zipCode: text("zipCode"),
    city: text("city"),
    country: text("country"),
    ...optional("street2"),
    ...optional("state"),
    ...optional("phone"),
  };
}
