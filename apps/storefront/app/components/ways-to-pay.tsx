// The choice of how to pay: what is kept in the account first, then the shop's ways; whether to keep a new card is asked beside it.
import type { SavedMethod } from "@souk/contracts";
import { Checkbox, ChoiceCards } from "@souk/ui";
import type { PayingMessages } from "../messages/en-paying.ts";
import { useCheckoutMessages } from "../messages/use-checkout-messages.ts";
import { useMessages } from "../messages/use-messages.ts";
import { usePayingMessages } from "../messages/use-paying-messages.ts";

export type Ways = {
  readonly providers: readonly string[];
  readonly saved: readonly SavedMethod[];
  readonly canKeep: boolean;
};

type SavedWords = { readonly ways: PayingMessages["ways"]; readonly locale: string };

/** `2030-08` as people write it. */
function monthText(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

export function savedChoice(method: SavedMethod, { ways, locale }: SavedWords) {
  const { provider, id, brand, last4, expires } = method;
  return {
    value: `saved:${provider}:${id}`,
    label: ways.saved(brand.charAt(0).toUpperCase() + brand.slice(1), last4),
    description: expires === null ? ways.savedPlain : ways.savedExpires(monthText(expires, locale)),
  };
}

type WaysToPayProps = { readonly ways: Ways; readonly legendHidden?: boolean };

export function WaysToPay({ ways: { providers, saved, canKeep }, legendHidden = false }: WaysToPayProps) {
  const { dateLocale } = useMessages();
  const { payment } = useCheckoutMessages();
  const { ways } = usePayingMessages();
  const choices = [
    ...saved.map((method) => savedChoice(method, { ways, locale: dateLocale })),
    ...providers.map((value) => ({ value, ...(payment.providers[value] ?? { label: value }) })),
  ];
  return (
    <div className="group/ways">
      <ChoiceCards
        name="provider"
        legend={payment.how}
        legendHidden={legendHidden}
        defaultValue={choices[0]?.value}
        choices={choices}
      />
      {canKeep ? (
        <div className="mt-3 hidden group-has-[[value=sandbox]:checked]/ways:block group-has-[[value=stripe]:checked]/ways:block">
          <Checkbox name="keep" label={ways.keep} />
          <p className="ps-8 text-sm text-ink-soft">{ways.keepHint}</p>
        </div>
      ) : null}
    </div>
  );
}
