// The fields of a postal address, as the checkout and the account ask for them.
import { SelectField, TextField } from "@souk/ui";
import type { ADDRESS_FIELDS } from "../lib/address-fields.ts";
import { COUNTRY_DEFAULT, type Country } from "../lib/countries.ts";
import { useMessages } from "../messages/use-messages.ts";

type AddressFieldsProps = {
  /** What a field shows: its label, what it begins with, what is wrong with it. */
  readonly field: (name: (typeof ADDRESS_FIELDS)[number]) => {
    readonly name: string;
    readonly label: string;
    readonly defaultValue: string;
    readonly error: string | undefined;
  };
  readonly countries: readonly Country[];
};

export function AddressFields({ field, countries }: AddressFieldsProps) {
  const optionalLabel = useMessages().common.optional;
  const country = field("country");
  return (
    <div className="grid grid-cols-6 gap-x-4 gap-y-5">
      <SelectField
        {...country}
        defaultValue={country.defaultValue || COUNTRY_DEFAULT}
        autoComplete="country"
        options={countries}
        className="col-span-6"
      />
      <TextField {...field("firstName")} autoComplete="given-name" className="col-span-3" />
      <TextField {...field("lastName")} autoComplete="family-name" className="col-span-3" />
      <TextField {...field("street")} autoComplete="address-line1" className="col-span-6" />
      <TextField
        {...field("street2")}
        autoComplete="address-line2"
        optionalLabel={optionalLabel}
        className="col-span-6"
      />
      <TextField
        {...field("zipCode")}
        autoComplete="postal-code"
        autoCapitalize="characters"
        className="col-span-2"
      />
      <TextField {...field("city")} autoComplete="address-level2" className="col-span-4" />
      <TextField
        {...field("state")}
        autoComplete="address-level1"
        optionalLabel={optionalLabel}
        className="col-span-3"
      />
      <TextField
        {...field("phone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        optionalLabel={optionalLabel}
        className="col-span-3"
      />
    </div>
  );
}
