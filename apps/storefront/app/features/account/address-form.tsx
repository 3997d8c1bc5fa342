// The fields of an address, and what it is the default of.
import type { SavedAddress } from "@souk/contracts";
import { Checkbox } from "@souk/ui";
import { AddressFields } from "../../components/address-fields.tsx";
import type { ADDRESS_FIELDS } from "../../lib/address-fields.ts";
import type { Country } from "../../lib/countries.ts";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";
import { useCheckoutMessages } from "../../messages/use-checkout-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
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

export function AddressForm({ address, state, countries }: AddressFormProps) {
  const { common } = useMessages();
  const { addresses: words } = useAccountAreaMessages();
  const field = useField({ address, state });
  return (
    <AccountForm state={state} button={common.save} intent="save" wide={false}>
      <AddressFields field={field} countries={countries} />
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
