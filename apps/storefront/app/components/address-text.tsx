// An address as it stands on a parcel.
import type { AddressBody } from "@souk/contracts";
import { countryName } from "../lib/countries.ts";
import { useMessages } from "../messages/use-messages.ts";

export function AddressText({ address }: { address: AddressBody }) {
  const { locale } = useMessages();
  const { firstName, lastName, street, street2, zipCode, city, state, country } = address;
  const lines = [
    `${firstName} ${lastName}`,
    street,
    street2,
    `${zipCode} ${city}`,
    state,
    countryName(country, locale),
  ];
  return (
    <address className="not-italic">
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
