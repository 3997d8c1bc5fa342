// The fields of an address, and what it is the default of.
import type { SavedAddress } from "@souk/contracts";
import { Checkbox, SelectField, TextField } from "@souk/ui";
import { COUNTRY_DEFAULT, type Country } from "../../lib/countries.ts";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { ADDRESS_FIELDS } from "./addresses.ts";
import { AccountForm, errorAt, type FormState } from "./quiet-page.tsx";

type AddressState = FormState & { readonly values: Readonly<Record<string, string>> };
type AddressFormProps = {
  readonly address: Partial<SavedAddress>;
  readonly state: AddressState | undefined;
  readonly countries: readonly Country[];
};

function useField({ address, state }: Pick<AddressFormProps, "address" | "state">) {
  const { fields } = useCheckoutMessages();
  return (name: (typeof ADDRESS_FIELDS)[number]) => ({
    name,
    label: fields[name],
    defaultValue: state?.values[name] ?? address[name] ?? "",
    error: errorAt(state, name),
  });
}

function Fields({ address, state, countries }: AddressFormProps) {
  const { common } = useMessages();
  const field = useField({ address, state });
  const country = field("country");
  const optionalLabel = common.optional;
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

export function AddressForm(props: AddressFormProps) {
  const { common } = useMessages();
  const { addresses: words } = useAccountAreaMessages();
  const { address, state } = props;
  return (
    <AccountForm state={state} button={common.save} intent="save" wide={false}>
      <Fields {...props} />
      <div>
        <Checkbox
          name="isShipping"
          label={words.makeShipping}
          defaultChecked={address.defaultShipping ?? false}
        />
        <Checkbox
          name="isBilling"
          label={words.makeBilling}
          defaultChecked={address.defaultBilling ?? false}
        />
      </div>
    </AccountForm>
  );
}
