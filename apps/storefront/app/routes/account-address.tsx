// One address: a new one, or one to change or remove. Its number is its place in the list.
import type { ApiClient } from "@souk/client";
import type { SavedAddress } from "@souk/contracts";
import { Button } from "@souk/ui";
import { data, Form, redirect } from "react-router";
import { AccountPage, AskTwice } from "../features/account/account-page.tsx";
import { AddressForm } from "../features/account/address-form.tsx";
import { withAddress, withoutAddress } from "../features/account/addresses.ts";
import { asCustomer, sendForm } from "../features/account/as-customer.server.ts";
import { refused } from "../features/account/form-outcome.server.ts";
import { ADDRESS_FIELDS, ADDRESS_REQUIRED, toAddress } from "../lib/address-fields.ts";
import { countriesIn } from "../lib/countries.ts";
import { formAnswer } from "../lib/form-answer.server.ts";
import { findProblems, readValues } from "../lib/forms.server.ts";
import { pageMeta } from "../lib/seo.ts";
import { shopOf } from "../lib/shop.server.ts";
import { accountAreaMessagesFor, useAccountAreaMessages } from "../messages/use-account-messages.ts";
import { checkoutMessagesFor } from "../messages/use-checkout-messages.ts";
import { messagesFor } from "../messages/use-messages.ts";
import type { Route } from "./+types/account-address";

const LIST = "/account/addresses";
const NOT_FOUND = 404;

async function loadAddresses(api: ApiClient) {
  const { data: user, etag } = await api.users.profile();
  return { user, addresses: user.addresses, ...(etag === null ? {} : { etag }) };
}

/** The place in the list; the one after the last is a new address. */
function placeOf(number: string | undefined, addresses: readonly SavedAddress[]): number {
  const place = number === undefined ? addresses.length : Number(number) - 1;
  if (number !== undefined && addresses[place] === undefined) throw data(null, { status: NOT_FOUND });
  return place;
}

export async function loader({ params, context }: Route.LoaderArgs) {
  return asCustomer(shopOf(context), LIST, async (api) => {
    const { user, addresses } = await loadAddresses(api);
    const { firstName, lastName } = user;
    const address = addresses[placeOf(params.number, addresses)] ?? { firstName, lastName };
    return { address, isNew: params.number === undefined, countries: countriesIn("en") };
  });
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const values = readValues(form, ADDRESS_FIELDS);
  const isRemoval = form.get("intent") === "remove";
  const problems = isRemoval ? [] : findProblems(values, ADDRESS_REQUIRED, checkoutMessagesFor("en"));
  if (problems.length > 0) return formAnswer(request, refused(problems, values), 422);
  const about = { request, from: LIST, values, names: ADDRESS_FIELDS };
  return sendForm(shopOf(context), about, async (api) => {
    const { addresses, ...version } = await loadAddresses(api);
    const position = placeOf(params.number, addresses);
    const choice = { isShipping: form.has("isShipping"), isBilling: form.has("isBilling") };
    const changed = isRemoval
      ? withoutAddress(addresses, position)
      : withAddress(addresses, { position, address: toAddress(values), choice });
    await api.users.updateProfile(
      { addresses: changed },
      version.etag === undefined ? {} : { etag: version.etag },
    );
    throw redirect(`${LIST}?done=${isRemoval ? "removed" : "saved"}`, 303);
  });
}

export const meta: Route.MetaFunction = () =>
  pageMeta({
    title: messagesFor("en").common.pageTitle(accountAreaMessagesFor("en").addresses.title),
    publicUrl: "",
  });

export default function AccountAddressPage({ loaderData, actionData }: Route.ComponentProps) {
  const { addresses: words } = useAccountAreaMessages();
  const { address, isNew, countries } = loaderData;
  return (
    <AccountPage title={isNew ? words.add : words.editTitle} back={{ href: LIST, label: words.title }}>
      <div className="max-w-xl">
        <AddressForm address={address} state={actionData} countries={countries} />
        {isNew ? null : (
          <div className="mt-8 border-t border-line pt-2">
            <AskTwice label={words.remove} question={words.removeQuestion}>
              <Form method="post">
                <input type="hidden" name="intent" value="remove" />
                <Button tone="danger">{words.removeConfirm}</Button>
              </Form>
            </AskTwice>
          </div>
        )}
      </div>
    </AccountPage>
  );
}
